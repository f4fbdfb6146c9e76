# METADATA
# title: Copy or mount names a stage that is not defined before it
# description: |
#   The builder looks for an image of that name instead, and whoever has published one decides what is copied. If there is
#   none, or the stage comes later, the build fails.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#copy---from
#   - ref: https://docs.docker.com/build/building/multi-stage/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, hadolint]
#   hides: [reference/floating_tag, reference/missing_digest]
#   aliases:
#     - hadolint:DL3022
#   remediation: |
#     Name a stage above, or write the image with its registry or tag: `docker.io/library/nginx:1.27`.
package seaworthy.rules.dockerfile.unknown_stage_source

deny contains finding if {
	some source in input.dockerfile.unknown_sources
	fault := faults[source.kind]
	finding := {
		"msg": $"{source.text} {fault}",
		"at": source.at,
	}
}

faults := {
	"name": "is no stage of this file, so an image of that name is copied from",
	"later": "is a stage that comes only below, where nothing can be copied from yet",
	"number": "is not the number of a stage above",
}
