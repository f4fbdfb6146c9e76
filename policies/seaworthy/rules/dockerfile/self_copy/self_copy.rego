# METADATA
# title: Stage copies from itself
# description: |
#   A stage can't be its own source: the build stops with a circular dependency.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#copy---from
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, hadolint]
#   hides: [dockerfile/unknown_stage_source]
#   aliases:
#     - hadolint:DL3023
#     - trivy:DS-0006
#   remediation: |
#     Name the stage that holds the files, or leave `--from` away to copy from the build context.
package seaworthy.rules.dockerfile.self_copy

deny contains finding if {
	some source in input.dockerfile.unknown_sources
	source.kind == "self"
	finding := {
		"msg": $"{source.text} is the stage itself, which can't be its own source",
		"at": source.at,
	}
}
