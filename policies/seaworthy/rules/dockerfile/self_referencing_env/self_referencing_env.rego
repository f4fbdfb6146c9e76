# METADATA
# title: Variable is used in the instruction that defines it
# description: |
#   All values of one ENV are worked out before any of them is set. A variable that the same instruction defines still has
#   the value from before there, which is none at all unless the base image happens to have it.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#environment-replacement
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, hadolint]
#   aliases:
#     - hadolint:DL3044
#   remediation: |
#     Split the instruction in two, the definition first.
package seaworthy.rules.dockerfile.self_referencing_env

import data.seaworthy.lib.phrase

deny contains finding if {
	some pair in input.dockerfile.instructions.env
	pair.premature
	finding := {
		"msg": $"{pair.name} uses {phrase.list(pair.premature)} before this ENV has set it",
		"at": pair.at,
	}
}
