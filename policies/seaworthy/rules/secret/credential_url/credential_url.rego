# METADATA
# title: Address carries a user and a password
# description: |
#   An address is copied, logged, shown in process lists and error messages, and sent on as a referrer; in a Dockerfile it is
#   part of the image's history besides. The password in it goes to all of those places.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1
#   - ref: https://docs.docker.com/build/building/secrets/
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Keep the credential apart from the address: a netrc file or a secret mount for downloads, a variable that is filled from a
#     secret for a database.
package seaworthy.rules.secret.credential_url

deny contains finding if {
	some address in input.secret.addresses
	finding := {
		"msg": $"{address.title} has a password in the address of {address.scheme}://{address.host}",
		"at": address.at,
	}
}
