# METADATA
# title: File switches checks off by comment
# description: |
#   Whoever writes a file can silence what judges it. An organisation may want its exceptions in one place, where others see
#   them, with a reason and a date on which they end.
# related_resources:
#   - ref: https://github.com/hadolint/hadolint#inline-ignores
#   - ref: https://docs.docker.com/reference/dockerfile/#check
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [opt-in]
#   aliases:
#     - hadolint:DL1001
#   remediation: |
#     Move the exception to the exceptions file, with a reason and a date.
package seaworthy.rules.dockerfile.inline_suppression

deny contains finding if {
	some suppression in input.dockerfile.style.suppressions
	finding := {
		"msg": $"this comment tells {suppression.tool} to be silent",
		"at": suppression.at,
	}
}
