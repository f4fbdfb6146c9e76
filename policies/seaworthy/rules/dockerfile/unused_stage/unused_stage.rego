# METADATA
# title: Stage is neither shipped nor used
# description: |
#   The builder skips it without a word. It may hide a misspelt `COPY --from`, and it rots, because nothing builds it.
# related_resources:
#   - ref: https://docs.docker.com/build/building/multi-stage/#stop-at-a-specific-build-stage
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style]
#   remediation: |
#     Delete it, or name it as the target where it is built.
package seaworthy.rules.dockerfile.unused_stage

deny contains finding if {
	some stage in input.dockerfile.stages
	not stage.shipped
	not stage.used_by
	finding := {
		"msg": $"{stage.title} is not part of the image, and nothing uses it",
		"at": stage.at,
	}
}
