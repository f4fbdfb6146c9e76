# METADATA
# title: File outside of the project is read
# description: |
#   A path that leaves the project's folder makes the result depend on the machine, and lets a file that someone
#   sent read files of whoever starts it.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/14-include.md
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#env_file
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict]
#   parameters:
#     keys:
#       type: array
#       items: {type: string, enum: [include, extends, env_file, label_file, secrets.file, configs.file, build.context]}
#       default: [include, extends, env_file, label_file, secrets.file, configs.file, build.context]
#       description: Where paths are judged.
#   remediation: |
#     Copy the file into the project, or start the project from the folder that holds both.
package seaworthy.rules.compose.include_outside_project

import data.seaworthy.lib.parameter

deny contains finding if {
	some reading in input.compose.readings
	reading.outside
	reading.key in parameter.value("compose/include_outside_project", "keys")
	finding := {
		"msg": $"{reading.key} reads {reading.text}, which lies outside of the project",
		"at": reading.at,
	}
}
