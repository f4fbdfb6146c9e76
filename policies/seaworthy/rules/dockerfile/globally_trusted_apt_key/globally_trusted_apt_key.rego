# METADATA
# title: Third-party key is trusted for every apt source
# description: |
#   apt takes a key in its own keyring for all sources. The holder of a vendor's key, or whoever steals it, can then
#   replace packages of the distribution itself, not only the vendor's.
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/apt/apt-key.8.en.html
#   - ref: https://wiki.debian.org/DebianRepository/UseThirdParty
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict, cis-docker]
#   aliases:
#     - cis-docker:4.11
#   remediation: |
#     Store the key below /etc/apt/keyrings, and name it in the source: `deb [signed-by=/etc/apt/keyrings/vendor.gpg]
#     ...`.
package seaworthy.rules.dockerfile.globally_trusted_apt_key

deny contains finding if {
	some key in input.dockerfile.acts.trusted_keys
	finding := {
		"msg": $"{key.by} makes a key valid for every apt source",
		"at": key.at,
	}
}
