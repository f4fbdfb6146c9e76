package seaworthy.rules.secret.credential_on_command_line_test

import data.seaworthy.rules.secret.credential_on_command_line as rule
import data.seaworthy.testing

test_reports_a_credential_among_the_words if {
	argument := {"command": "docker login", "option": "--password", "at": "steps/1/credentials/0"}
	rule.deny == {{
		"msg": "docker login is given a credential by --password",
		"at": "steps/1/credentials/0",
	}} with input as testing.secrets({"arguments": [argument]})
}

test_does_not_report_commands_without_credentials if {
	rule.deny == set() with input as testing.secrets({})
}
