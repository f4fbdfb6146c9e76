# METADATA
# title: Certificate check is switched off
# description: |
#   TLS without the check of the certificate is a private talk with a stranger: whoever is on the path can show any
#   certificate, read what is sent and hand out files of their own. A variable set by ENV or ARG does it for every later
#   step, and by ENV for the running container as well.
# related_resources:
#   - ref: https://curl.se/docs/sslcerts.html
#   - ref: https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue
#   - ref: https://pip.pypa.io/en/stable/cli/pip/#cmdoption-trusted-host
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   aliases:
#     - checkov:CKV2_DOCKER_2
#     - checkov:CKV2_DOCKER_3
#     - checkov:CKV2_DOCKER_4
#     - checkov:CKV2_DOCKER_5
#     - checkov:CKV2_DOCKER_6
#     - checkov:CKV2_DOCKER_12
#     - checkov:CKV2_DOCKER_13
#     - checkov:CKV2_DOCKER_14
#     - checkov:CKV2_DOCKER_15
#     - checkov:CKV2_DOCKER_16
#   remediation: |
#     Install the authority that signed the certificate (`update-ca-certificates`, or the client's own option for a file of
#     authorities), and leave the check on.
package seaworthy.rules.dockerfile.tls_verification_disabled

deny contains finding if {
	some unchecked in input.dockerfile.acts.unchecked_certificates
	finding := {
		"msg": $"{unchecked.by} switches the certificate check off: {unchecked.switch}",
		"at": unchecked.at,
	}
}
