# METADATA
# title: Environment file stays in the build context
# description: |
#   The passwords for local work stand in .env and its variants. A COPY of the context takes them into a layer, where they stay
#   whatever later instructions delete.
# related_resources:
#   - ref: https://docs.docker.com/build/concepts/context/#dockerignore-files
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     allowed:
#       type: array
#       items: {type: string}
#       default: [.env.example, .env.sample, .env.template]
#       description: Patterns of files that may stay, such as samples without secrets.
#   remediation: |
#     Add `**/.env` and `**/.env.*` to the ignore file, and let samples in again: `!**/.env.example`.
package seaworthy.rules.ignorefile.env_file_included

import data.seaworthy.lib.parameter
import data.seaworthy.lib.phrase

deny contains finding if {
	included := [name |
		some name in input.ignorefile.included.environments
		not allowed(name)
	]
	count(included) > 0
	finding := {
		"msg": $"no pattern keeps {phrase.list(included)} out of the build context",
		"at": input.ignorefile.at,
	}
}

allowed(name) if {
	some pattern in parameter.value("ignorefile/env_file_included", "allowed")
	glob.match(pattern, null, name)
}
