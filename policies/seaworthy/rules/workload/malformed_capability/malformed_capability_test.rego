package seaworthy.rules.workload.malformed_capability_test

import data.seaworthy.rules.workload.malformed_capability as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"no capability": [
			testing.pod({"containers": [testing.container({"capabilities": {"add": [{"name": "NET_ADMN", "text": "NET_ADMN", "at": "spec/containers/0/securityContext/capabilities/add/0"}]}})]}),
			{"msg": `container "web" names NET_ADMN, which is no capability`, "at": "spec/containers/0/securityContext/capabilities/add/0"},
		],
		"the long name": [
			testing.pod({"containers": [testing.container({"capabilities": {"add": [{"name": "NET_ADMIN", "text": "CAP_NET_ADMIN", "at": "spec/containers/0/securityContext/capabilities/add/0"}]}})]}),
			{"msg": `container "web" names CAP_NET_ADMIN, which Kubernetes knows as NET_ADMIN`, "at": "spec/containers/0/securityContext/capabilities/add/0"},
		],
		"lower case among what is dropped": [
			testing.pod({"containers": [testing.container({"capabilities": {"drop": [{"name": "ALL", "text": "all", "at": "x"}]}})]}),
			{"msg": `container "web" names all, which Kubernetes knows as ALL`, "at": "x"},
		],
		"a service with no capability": [
			testing.service({"capabilities": {"add": [{"name": "SYS-ADMIN", "text": "SYS-ADMIN", "at": "x"}]}}),
			{"msg": `service "web" names SYS-ADMIN, which is no capability`, "at": "x"},
		],
	}
	{object.remove(finding, ["fix"]) | some finding in rule.deny} == {want} with input as document
}

test_a_known_name_is_written_as_kubernetes_has_it[note] if {
	some note, [name, text, want] in {
		"the long name": ["CHOWN", "CAP_CHOWN", {{"act": "replace", "at": "x/value", "text": "CHOWN"}}],
		"a name that nobody knows": ["CHWN", "CHWN", set()],
	}
	document := testing.pod({"containers": [testing.container({"capabilities": {"add": [{"name": name, "text": text, "at": "x"}]}})]})
	found := {edit | some finding in rule.deny; some edit in finding.fix.edits} with input as document
	found == want
}

test_does_not_report[note] if {
	some note, document in {
		"nothing is said": testing.pod({}),
		"plain names": testing.pod({"containers": [testing.container({"capabilities": {"add": [{"name": "NET_ADMIN", "text": "NET_ADMIN", "at": "spec/containers/0/securityContext/capabilities/add/0"}, {"name": "ALL", "text": "ALL", "at": "spec/containers/0/securityContext/capabilities/add/0"}]}})]}),
		"a service may use the long name": testing.service({"capabilities": {"add": [{"name": "CHOWN", "text": "cap_chown", "at": "spec/containers/0/securityContext/capabilities/add/0"}], "drop": [{"name": "ALL", "text": "all", "at": "spec/containers/0/securityContext/capabilities/add/0"}]}}),
		"a variable": testing.pod({"containers": [testing.container({"capabilities": {"add": [{"name": "${CAPABILITY}", "text": "${CAPABILITY}", "at": "spec/containers/0/securityContext/capabilities/add/0"}]}})]}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"a container to leave alone": [{"exempt": ["container:web"]}, testing.pod({"containers": [testing.container({"capabilities": {"add": [{"name": "NET_ADMN", "text": "NET_ADMN", "at": "spec/containers/0/securityContext/capabilities/add/0"}]}})]})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/malformed_capability": parameters}
}
