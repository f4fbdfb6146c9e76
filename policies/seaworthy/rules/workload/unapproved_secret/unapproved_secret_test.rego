package seaworthy.rules.workload.unapproved_secret_test

import data.seaworthy.rules.workload.unapproved_secret as rule
import data.seaworthy.testing

using(source) := testing.pod({"containers": [testing.container({"environment": [{
	"source": source,
	"object": "billing",
	"at": "e",
}]})]})

mounting(volume) := testing.pod({"volumes": [object.union({"name": "keys", "at": "v"}, volume)]})

test_reports[note] if {
	some note, [document, want] in {
		"a variable": [using("secret_key"), {"msg": `container "web" uses the secret billing`, "at": "e"}],
		"all keys": [using("all_secret_keys"), {"msg": `container "web" uses the secret billing`, "at": "e"}],
		"a volume": [
			mounting({"kind": "secret", "object": "billing"}),
			{"msg": `pod "web" mounts the secret billing`, "at": "v"},
		],
		"a part of a volume": [
			mounting({"kind": "projected", "projections": [{"kind": "secret", "object": "billing", "at": "p"}]}),
			{"msg": `pod "web" mounts the secret billing`, "at": "p"},
		],
	}
	rule.deny == {want} with input as document
		with data.seaworthy.parameters as {"workload/unapproved_secret": {"allowed_names": ["web-*", "shared"]}}
}

test_does_not_report[note] if {
	some note, [document, parameters] in {
		"no names are told": [using("secret_key"), {}],
		"an allowed name": [using("secret_key"), {"allowed_names": ["web-*", "bill*"]}],
		"a config map": [using("config_key"), {"allowed_names": ["web-*"]}],
		"a way that does not count": [using("secret_key"), {"allowed_names": ["web-*"], "sources": ["volume"]}],
		"a volume, where those do not count": [
			mounting({"kind": "secret", "object": "billing"}),
			{"allowed_names": ["web-*"], "sources": ["variable"]},
		],
		"a pod that is exempt": [using("secret_key"), {"allowed_names": ["web-*"], "exempt": ["name:web"]}],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/unapproved_secret": parameters}
}
