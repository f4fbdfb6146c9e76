# METADATA
# title: Negated pattern lets a secret back in
# description: |
#   The last pattern that matches decides. A negation behind the exclusion undoes it, and the secret is in the build context as
#   if the exclusion were not there; whoever reads the first lines believes the opposite.
# related_resources:
#   - ref: https://docs.docker.com/build/concepts/context/#dockerignore-files
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Delete the negation, narrow it to what is no secret, or put it before the exclusion.
package seaworthy.rules.ignorefile.secret_reincluded

import data.seaworthy.lib.phrase

deny contains finding if {
	some pattern in input.ignorefile.patterns
	pattern.reincluded
	finding := {
		"msg": $"{pattern.text} lets {phrase.list(pattern.reincluded)} back into the build context",
		"at": pattern.at,
	}
}
