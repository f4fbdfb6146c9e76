# METADATA
# title: Stage name is not in lower case
# description: |
#   Names are matched without case, so that Build and build are the same stage: two spellings only suggest two stages.
# related_resources:
#   - ref: https://docs.docker.com/reference/build-checks/stage-name-casing/
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style, buildkit]
#   aliases:
#     - buildkit:StageNameCasing
#   remediation: |
#     Write the name, and the places that use it, in lower case.
package seaworthy.rules.dockerfile.uppercase_stage_name

deny contains finding if {
	some stage in input.dockerfile.stages
	stage.name_text != stage.name
	renamed := array.concat(
		[{"at": $"{stage.at}/name"}],
		[use | some use in stage.uses; use.text != stage.name],
	)
	finding := {
		"msg": $"the stage name {stage.name_text} is not in lower case",
		"at": $"{stage.at}/name",
		"fix": {
			"safe": true,
			"edits": [{"act": "replace", "at": place.at, "text": stage.name} | some place in renamed],
		},
	}
}
