# METADATA
# title: Inherited health check is switched off
# description: |
#   HEALTHCHECK NONE throws away the check that came with the base image. From then on the engine takes a service that hangs
#   for one that works.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#healthcheck
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [strict]
#   remediation: |
#     Replace the check by one that suits the image.
package seaworthy.rules.dockerfile.disabled_healthcheck

import data.seaworthy.lib.dockerfile

deny contains finding if {
	some stage in input.dockerfile.stages
	stage.target
	check := stage.effective.healthcheck
	check.disabled
	base := dockerfile.origins[stage.index].base
	base.kind != "scratch"
	finding := {
		"msg": $"{stage.title} drops whatever health check its base has",
		"at": check.at,
	}
}
