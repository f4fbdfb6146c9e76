package seaworthy.rules.secret.secret_mount_persisted_test

import data.seaworthy.rules.secret.secret_mount_persisted as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [secret, msg] in {
		"a secret in a file": [
			{"command": "cp", "mount": "/run/secrets/npmrc", "file": "/root/.npmrc"},
			"cp writes the mounted secret /run/secrets/npmrc to /root/.npmrc, which stays in the image",
		],
		"a secret in a tool's settings": [
			{"command": "npm config", "mount": "$NPM_TOKEN"},
			"npm config writes the mounted secret $NPM_TOKEN to its settings, which stay in the image",
		],
	}
	at := "steps/1/persisted/0"
	rule.deny == {{"msg": msg, "at": at}} with input as testing.secrets({"persisted": [object.union(secret, {"at": at})]})
}

test_does_not_report_secrets_that_are_only_read if {
	rule.deny == set() with input as testing.secrets({})
}
