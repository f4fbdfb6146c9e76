# METADATA
# title: Package signatures are not checked
# description: |
#   Signatures are what makes packages trustworthy that come over any mirror. Without the check, a mirror or anyone on
#   the path can hand in packages of their own, and their scripts run as root.
# related_resources:
#   - ref: https://manpages.debian.org/stable/apt/apt-secure.8.en.html
#   - ref: https://man.archlinux.org/man/apk.8
#   - ref: https://dnf.readthedocs.io/en/latest/conf_ref.html
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict, cis-docker]
#   aliases:
#     - checkov:CKV2_DOCKER_7
#     - checkov:CKV2_DOCKER_8
#     - checkov:CKV2_DOCKER_9
#     - checkov:CKV2_DOCKER_10
#     - checkov:CKV2_DOCKER_11
#     - cis-docker:4.11
#   remediation: |
#     Drop the switch, and install the key of the repository that needs it.
package seaworthy.rules.dockerfile.package_signature_unchecked

deny contains finding if {
	some unchecked in input.dockerfile.acts.unchecked_signatures
	finding := {
		"msg": $"{unchecked.program} leaves signatures unchecked: {unchecked.switch}",
		"at": unchecked.at,
	}
}
