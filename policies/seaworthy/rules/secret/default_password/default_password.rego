# METADATA
# title: Well-known password is set
# description: |
#   The passwords of examples and of images' documentation are the first ones that anybody tries, and scanners try them against
#   everything that answers. They get into production with the file that was meant for a test.
# related_resources:
#   - ref: https://cwe.mitre.org/data/definitions/1392.html
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     values:
#       type: array
#       items: {type: string}
#       default: [password, passw0rd, postgres, mysql, root, toor, admin, administrator, secret, changeme, changeit, example, test, guest, default, letmein, qwerty, "1234", "12345", "123456", "12345678", password1, password123, admin123, minioadmin]
#       description: Passwords that everybody knows; case does not count.
#   hides: [secret/credential_variable]
#   remediation: |
#     Generate a password, and load it from a secret.
package seaworthy.rules.secret.default_password

import data.seaworthy.lib.parameter

deny contains finding if {
	some word in {"password", "passwd", "pass", "pwd", "pword", "psw", "passphrase"}
	some named in input.secret.named[word]
	not named.mention
	named.digest in well_known
	finding := {
		"msg": $"{named.title} is set to a well-known password",
		"at": named.at,
	}
}

# Documents hold digests of values, never values.
well_known contains digest if {
	some value in parameter.value("secret/default_password", "values")
	digest := substring(crypto.sha256(lower(value)), 0, 8)
}
