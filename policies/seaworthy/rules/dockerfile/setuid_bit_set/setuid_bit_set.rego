# METADATA
# title: Build step sets a setuid or setgid bit
# description: |
#   A program with that bit runs with the rights of the file's owner or group, whoever starts it. One mistake in it, and an
#   unprivileged user of the container becomes its owner, mostly root.
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man7/capabilities.7.html
#   - ref: https://www.cisecurity.org/benchmark/docker
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [strict, cis-docker]
#   aliases:
#     - cis-docker:4.8
#   remediation: |
#     Leave the bits off. If the program needs one privilege, grant the file that capability with `setcap`.
package seaworthy.rules.dockerfile.setuid_bit_set

import data.seaworthy.lib.phrase

deny contains finding if {
	some grant in input.dockerfile.acts.open_modes
	grant.shipped
	role := role_of(grant)
	finding := {
		"msg": $"{grant.program} with mode {grant.mode} lets {phrase.list(grant.paths)} run as its {role}",
		"at": grant.at,
	}
}

role_of(grant) := "owner" if {
	grant.set_user
} else := "group" if {
	grant.set_group
}
