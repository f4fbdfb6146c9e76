# METADATA
# title: Instruction stands before the first FROM
# description: |
#   Only ARG, comments and parser directives may come before it. There is no stage yet that anything else could belong to,
#   so the build fails.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#format
#   - ref: https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, hadolint]
#   aliases:
#     - hadolint:DL3061
#   remediation: |
#     Move it below the FROM of the stage that it belongs to.
package seaworthy.rules.dockerfile.instruction_before_from

deny contains finding if {
	some instruction in input.dockerfile.before_from
	finding := {
		"msg": $"{instruction.keyword} stands before the first FROM, so it belongs to no stage",
		"at": instruction.at,
	}
}
