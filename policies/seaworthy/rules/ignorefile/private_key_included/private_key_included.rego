# METADATA
# title: Private keys stay in the build context
# description: |
#   A key in a layer is public once the image is, and so is everything that trusts it. Keys come into a project's folder for a
#   test or a deployment, and into the image with the next COPY of the context.
# related_resources:
#   - ref: https://docs.docker.com/build/concepts/context/#dockerignore-files
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Add `**/*.pem`, `**/*.key` and `**/id_*` to the ignore file.
package seaworthy.rules.ignorefile.private_key_included

import data.seaworthy.lib.phrase

deny contains finding if {
	included := input.ignorefile.included.private_keys
	finding := {
		"msg": $"no pattern keeps {phrase.list(included)} out of the build context",
		"at": input.ignorefile.at,
	}
}
