# METADATA
# title: Stage uses both wget and curl
# description: |
#   Both do the same job. Each one that is installed has to be patched, and each is a tool for whoever breaks in.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#dont-install-unnecessary-packages
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style, hadolint]
#   aliases:
#     - hadolint:DL4001
#     - trivy:DS-0014
#   remediation: |
#     Use one of the two throughout the stage, and leave the other uninstalled.
package seaworthy.rules.dockerfile.wget_and_curl

# One finding for a stage, at the first command that need not have been the other one.
deny contains finding if {
	some stage in input.dockerfile.stages
	wget := [command | some command in input.dockerfile.commands.wget; command.stage == stage.index]
	curl := [command | some command in input.dockerfile.commands.curl; command.stage == stage.index]
	later := second(wget[0], curl[0])
	finding := {
		"msg": $"{stage.title} uses both wget and curl",
		"at": later.at,
	}
}

second(wget, curl) := wget if {
	wget.step > curl.step
} else := curl
