# METADATA
# title: Step goes on after a failed command
# description: |
#   A list joined by semicolons, or the lines of a here-document, is as good as its last command. When one before it
#   fails, the rest runs on what is there, the step counts as done, and the broken layer is cached and shipped.
# related_resources:
#   - ref: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_09_03
#   - ref: https://docs.docker.com/reference/dockerfile/#run
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Join the commands with `&&`, or begin the script with `set -e`. Say so where a failure does not matter: `|| true`.
package seaworthy.rules.dockerfile.failure_ignored

deny contains finding if {
	some dropped in input.dockerfile.acts.dropped_failures
	finding := {
		"msg": $"the step goes on if {dropped.title} fails",
		"at": dropped.at,
	}
}
