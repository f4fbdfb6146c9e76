package seaworthy.rules.workload.secret_volume_test

import data.seaworthy.rules.workload.secret_volume as rule
import data.seaworthy.testing

pod(volume) := testing.pod({"volumes": [object.union({"name": "keys", "at": "v"}, volume)]})

test_reports[note] if {
	some note, [volume, want] in {
		"a secret": [
			{"kind": "secret", "object": "tls"},
			{"msg": `pod "web" mounts the secret tls`, "at": "v/secret"},
		],
		"a secret without a name": [{"kind": "secret"}, {"msg": `pod "web" mounts a secret`, "at": "v/secret"}],
		"a secret among others": [
			{"kind": "projected", "projections": [{"kind": "configMap", "at": "a"}, {"kind": "secret", "object": "tls", "at": "b"}]},
			{"msg": `pod "web" mounts the secret tls`, "at": "b/secret"},
		],
	}
	rule.deny == {want} with input as pod(volume)
}

test_does_not_report[note] if {
	some note, [document, selectors] in {
		"another volume": [pod({"kind": "configMap", "object": "web"}), []],
		"a pod without volumes": [testing.pod({}), []],
		"a pod that is exempt": [pod({"kind": "secret"}), ["name:web"]],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/secret_volume": {"exempt": selectors}}
}
