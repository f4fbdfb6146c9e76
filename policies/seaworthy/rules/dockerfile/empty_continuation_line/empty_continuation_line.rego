# METADATA
# title: Empty line inside a continued instruction
# description: |
#   Builders skip it today and announce that it becomes an error. Until then it hides mistakes: a backslash too many makes the
#   instruction below part of this one.
# related_resources:
#   - ref: https://docs.docker.com/reference/build-checks/no-empty-continuation/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [style, buildkit]
#   aliases:
#     - buildkit:NoEmptyContinuation
#   remediation: |
#     Delete the line or make it a comment. If the instruction should end there, delete the backslash above.
package seaworthy.rules.dockerfile.empty_continuation_line

deny contains finding if {
	some gap in input.dockerfile.style.empty_continuations
	finding := {
		"msg": $"this empty line is inside a {gap.keyword} that goes on below",
		"at": gap.at,
		"fix": {"safe": true, "edits": [{"act": "delete", "at": line} | some line in gap.lines]},
	}
}
