package seaworthy.rules.workload.added_capability_test

import data.seaworthy.rules.workload.added_capability as rule
import data.seaworthy.testing

pod(added) := testing.pod({"containers": [testing.container({"capabilities": {"add": [capability |
	some i, text in added
	capability := {"name": trim_prefix(upper(text), "CAP_"), "text": text, "at": $"spec/containers/0/securityContext/capabilities/add/{i}"}
]}})]})

test_reports_each if {
	rule.deny == {
		{"msg": `container "web" is given NET_ADMIN`, "at": "spec/containers/0/securityContext/capabilities/add/1"},
		{"msg": `container "web" is given cap_chown`, "at": "spec/containers/0/securityContext/capabilities/add/2"},
	} with input as pod(["NET_BIND_SERVICE", "NET_ADMIN", "cap_chown"])
}

test_does_not_report[note] if {
	some note, document in {
		"nothing is added": testing.pod({}),
		"what is allowed": pod(["NET_BIND_SERVICE"]),
		"what is allowed, in another spelling": pod(["cap_net_bind_service"]),
	}
	rule.deny == set() with input as document
}

test_parameters[note] if {
	some note, [document, parameters, want] in {
		"exact names": [pod(["cap_net_bind_service"]), {"exact_names": true}, 1],
		"another list": [pod(["NET_BIND_SERVICE", "CHOWN"]), {"allowed": ["CHOWN"]}, 1],
		"all of them": [pod(["SYS_ADMIN"]), {"allowed": ["*"]}, 0],
		"none of them": [pod(["NET_BIND_SERVICE"]), {"allowed": []}, 1],
	}
	count(rule.deny) == want with input as document
		with data.seaworthy.parameters as {"workload/added_capability": parameters}
}
