# METADATA
# title: Comment behind a pattern is part of it
# description: |
#   Only a line that begins with # is a comment. Behind a pattern the blank, the # and all that follows belong to the name that
#   is looked for, so the pattern matches no file, and what it should keep out stays in.
# related_resources:
#   - ref: https://docs.docker.com/build/concepts/context/#dockerignore-files
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Put the comment on a line of its own.
package seaworthy.rules.ignorefile.trailing_comment

deny contains finding if {
	some pattern in input.ignorefile.patterns
	pattern.comment
	finding := {
		"msg": $"{pattern.comment} is part of the pattern, which matches nothing",
		"at": pattern.at,
	}
}
