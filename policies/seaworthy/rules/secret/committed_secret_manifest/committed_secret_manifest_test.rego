package seaworthy.rules.secret.committed_secret_manifest_test

import data.seaworthy.rules.secret.committed_secret_manifest as rule
import data.seaworthy.testing

told := {"secret/committed_secret_manifest": {"exempt": ["test-*"]}}

test_reports[note] if {
	some note, [manifest, msg] in {
		"a Secret with data": [{"name": "db", "keys": ["user", "password"]}, "the Secret db can be read here: user and password"],
		"a Secret that the server names": [{"keys": ["token"]}, "a Secret can be read here: token"],
	}
	manifests := [object.union({"at": "data"}, manifest)]
	rule.deny == {{"msg": msg, "at": "data"}} with input as testing.secrets({"manifests": manifests})
		with data.seaworthy.parameters as told
}

test_does_not_report_what_is_exempt if {
	manifests := [{"name": "test-db", "keys": ["password"], "at": "data"}]
	rule.deny == set() with input as testing.secrets({"manifests": manifests}) with data.seaworthy.parameters as told
}
