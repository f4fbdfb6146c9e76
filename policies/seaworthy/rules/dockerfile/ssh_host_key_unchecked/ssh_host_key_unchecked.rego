# METADATA
# title: SSH host keys are not checked
# description: |
#   The host key is all that tells the real server from another one. Unchecked, or taken from whoever answers first, a
#   false server gets to use the credentials of the build, and it hands out the code that is built.
# related_resources:
#   - ref: https://man.openbsd.org/ssh_config.5#StrictHostKeyChecking
#   - ref: https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/githubs-ssh-key-fingerprints
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Copy a known_hosts file with the server's key into the build, and keep StrictHostKeyChecking on.
package seaworthy.rules.dockerfile.ssh_host_key_unchecked

deny contains finding if {
	some unchecked in input.dockerfile.acts.unchecked_host_keys
	finding := {
		"msg": message(unchecked),
		"at": unchecked.at,
	}
}

message(unchecked) := "ssh-keyscan takes the key of whichever server answers" if {
	unchecked.switch == "ssh-keyscan"
} else := $"{unchecked.by} lets any server pass for the one that is meant: {unchecked.switch}"
