# METADATA
# title: Account may become root without a password
# description: |
#   A sudoers entry with NOPASSWD makes the unprivileged USER a formality: whatever runs code in the container, a bug in the
#   service included, is root one command later.
# related_resources:
#   - ref: https://www.sudo.ws/docs/man/sudoers.man/#NOPASSWD_and_PASSWD
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Remove the entry and sudo itself, do what needs root before the last USER, and run as an account that needs no root.
package seaworthy.rules.dockerfile.passwordless_sudo

deny contains finding if {
	some grant in input.dockerfile.acts.sudo_grants
	grant.shipped
	finding := {
		"msg": $"{grant.program} writes a sudoers entry that asks for no password",
		"at": grant.at,
	}
}
