# METADATA
# title: ShellCheck reports a problem in a build step
# description: |
#   Words without quotes, tests that never hold and options that the shell does not have change what a step does, often
#   only on some day. The program shellcheck finds them. Where it is installed, the scripts of RUN, here-documents and
#   shells in the exec form included, go to it in the dialect of their shell; where it is not, the rule finds nothing.
# related_resources:
#   - ref: https://www.shellcheck.net/wiki/
#   - ref: https://github.com/koalaman/shellcheck
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [hadolint, opt-in]
#   aliases:
#     - hadolint:SC*
#   parameters:
#     exclude:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Codes that are not reported: `[SC2086]`.
#   remediation: |
#     Read on at https://www.shellcheck.net/wiki/ under the code that the message begins with.
package seaworthy.rules.dockerfile.shellcheck

import data.seaworthy.lib.parameter

deny contains finding if {
	some problem in input.dockerfile.acts.shell_problems
	not problem.code in parameter.value("dockerfile/shellcheck", "exclude")
	finding := {
		"msg": $"{problem.code}: {problem.message}",
		"at": problem.at,
	}
}
