# METADATA
# title: Two stages share a name
# description: |
#   Names are compared without case. Which stage a FROM or COPY --from then means depends on where it stands, and readers
#   guess wrong.
# related_resources:
#   - ref: https://docs.docker.com/reference/build-checks/duplicate-stage-name/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, hadolint, buildkit]
#   aliases:
#     - hadolint:DL3024
#     - trivy:DS-0012
#     - checkov:CKV_DOCKER_11
#     - buildkit:DuplicateStageName
#   remediation: |
#     Give each stage a name of its own.
package seaworthy.rules.dockerfile.duplicate_stage_name

deny contains finding if {
	some stage in input.dockerfile.stages
	stage.name_taken
	finding := {
		"msg": $"a stage above is called {stage.name} already",
		"at": $"{stage.at}/name",
	}
}
