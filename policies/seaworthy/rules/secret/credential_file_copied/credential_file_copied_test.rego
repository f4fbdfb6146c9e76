package seaworthy.rules.secret.credential_file_copied_test

import data.seaworthy.rules.secret.credential_file_copied as rule
import data.seaworthy.testing

files := {"secret/credential_file_copied": {"files": ["id_rsa", "*.pem"]}}

test_reports[note] if {
	some note, [pattern, file, msg] in {
		"a file by its name": ["id_rsa", {"path": "keys/id_rsa"}, "COPY brings keys/id_rsa, where credentials are kept"],
		"a file by its ending": ["*.pem", {"path": "tls.pem"}, "COPY brings tls.pem, where credentials are kept"],
		"ADD as well": ["*.pem", {"path": "tls.pem", "instruction": "ADD"}, "ADD brings tls.pem, where credentials are kept"],
		"what comes along": [
			"id_rsa",
			{"path": "id_rsa", "along": true},
			"COPY of the build context brings id_rsa along, which no ignore file keeps out",
		],
	}
	copied := object.union({"instruction": "COPY", "at": "steps/1/sources/0"}, file)
	rule.deny == {{"msg": msg, "at": "steps/1/sources/0"}} with input as testing.secrets({"copied": {pattern: [copied]}})
		with data.seaworthy.parameters as files
}

test_reports_a_file_that_a_variable_names if {
	located := {"variable": "GOOGLE_APPLICATION_CREDENTIALS", "path": "/app/key.json", "at": "steps/2"}
	rule.deny == {{
		"msg": "the file that GOOGLE_APPLICATION_CREDENTIALS names, /app/key.json, is copied into the image",
		"at": "steps/2",
	}} with input as testing.secrets({"located": [located]}) with data.seaworthy.parameters as files
}

test_does_not_report_other_files if {
	copied := {"path": "main.go", "instruction": "COPY", "at": "steps/1/sources/0"}
	rule.deny == set() with input as testing.secrets({"copied": {"main.go": [copied], "*.go": [copied]}})
		with data.seaworthy.parameters as files
}
