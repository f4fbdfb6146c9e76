# METADATA
# title: Pattern for a secret matches only at the top
# description: |
#   In .gitignore a pattern without a slash matches at every depth; here it counts from the top of the context. The line that
#   was copied from there keeps the first .env out and lets those of the services in.
# related_resources:
#   - ref: https://docs.docker.com/build/concepts/context/#dockerignore-files
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict]
#   remediation: |
#     Put `**/` before the pattern: `**/.env` matches at the top as well.
package seaworthy.rules.ignorefile.root_only_pattern

deny contains finding if {
	some pattern in input.ignorefile.patterns
	pattern.nested
	finding := {
		"msg": $"{pattern.text} matches only at the top and leaves {pattern.nested} in the build context",
		"at": pattern.at,
		"fix": {"safe": false, "edits": [{"act": "insert_before", "at": pattern.at, "text": "**/"}]},
	}
}
