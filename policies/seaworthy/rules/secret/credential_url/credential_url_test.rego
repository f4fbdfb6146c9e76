package seaworthy.rules.secret.credential_url_test

import data.seaworthy.rules.secret.credential_url as rule
import data.seaworthy.testing

test_reports_an_address_with_a_password if {
	address := {"scheme": "postgres", "host": "db:5432", "title": "ENV DATABASE_URL", "at": "steps/1"}
	rule.deny == {{
		"msg": "ENV DATABASE_URL has a password in the address of postgres://db:5432",
		"at": "steps/1",
	}} with input as testing.secrets({"addresses": [address]})
}

test_does_not_report_a_file_without_addresses if {
	rule.deny == set() with input as testing.secrets({})
}
