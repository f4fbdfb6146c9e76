# METADATA
# title: Stage has a reserved name
# description: |
#   The builder gives `scratch` and `context` a meaning of its own, so a reference to the stage may mean something else.
# related_resources:
#   - ref: https://docs.docker.com/reference/build-checks/reserved-stage-name/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [default, strict, hadolint, buildkit]
#   aliases:
#     - hadolint:DL3063
#     - buildkit:ReservedStageName
#   remediation: |
#     Choose another name.
package seaworthy.rules.dockerfile.reserved_stage_name

deny contains finding if {
	some stage in input.dockerfile.stages
	stage.name in {"scratch", "context"}
	finding := {
		"msg": $"{stage.name} is a name that the builder keeps for itself",
		"at": $"{stage.at}/name",
	}
}
