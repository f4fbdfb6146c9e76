package seaworthy.rules.dockerfile.ssh_host_key_unchecked_test

import data.seaworthy.rules.dockerfile.ssh_host_key_unchecked as rule
import data.seaworthy.testing

act(fields) := testing.dockerfile({"acts": {"unchecked_host_keys": [testing.instruction(fields)]}})

test_reports[note] if {
	some note, [fields, msg] in {
		"an option": [
			{"by": "ssh", "switch": "StrictHostKeyChecking=no"},
			"ssh lets any server pass for the one that is meant: StrictHostKeyChecking=no",
		],
		"a stage that nothing ships": [
			{"by": "ENV", "switch": "StrictHostKeyChecking=no", "shipped": false},
			"ENV lets any server pass for the one that is meant: StrictHostKeyChecking=no",
		],
		"whoever answers": [
			{"by": "ssh-keyscan", "switch": "ssh-keyscan"},
			"ssh-keyscan takes the key of whichever server answers",
		],
	}
	rule.deny == {{"msg": msg, "at": "steps/1"}} with input as act(fields)
}

test_does_not_report[note] if {
	some note, document in {"a file without any": testing.dockerfile({})}
	rule.deny == set() with input as document
}
