# METADATA
# title: Version history stays in the build context
# description: |
#   A COPY of the context ships the whole history, deleted secrets included, to everybody who gets the image. It also makes every
#   commit a new context, so that nothing after the COPY is ever reused.
# related_resources:
#   - ref: https://docs.docker.com/build/concepts/context/#dockerignore-files
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Add `.git` to the ignore file. A build that needs the history gets it by a bind mount or from a stage of its own.
package seaworthy.rules.ignorefile.vcs_directory_included

import data.seaworthy.lib.phrase

deny contains finding if {
	included := input.ignorefile.included.histories
	finding := {
		"msg": $"no pattern keeps {phrase.list(included)} out of the build context",
		"at": input.ignorefile.at,
	}
}
