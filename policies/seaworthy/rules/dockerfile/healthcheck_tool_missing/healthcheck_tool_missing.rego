# METADATA
# title: Health check calls a program that the image lacks
# description: |
#   Slim and distroless bases bring neither curl nor wget. The check then fails for ever, and the engine marks a working
#   container as unhealthy, or an orchestrator restarts it over and over.
#
#   Only bases that are known to lack the program are judged, and only where nothing in the file may bring it.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#healthcheck
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [strict]
#   remediation: |
#     Install the program, or let the service check itself: `HEALTHCHECK CMD ["api", "--check"]`.
package seaworthy.rules.dockerfile.healthcheck_tool_missing

import data.seaworthy.lib.base_image
import data.seaworthy.lib.dockerfile

deny contains finding if {
	some stage in input.dockerfile.stages
	check := stage.effective.healthcheck
	some called in check.commands
	called.program in probes
	lacks := base_image.facts[stage.index].lacks
	called.program in lacks
	not called.program in object.get(stage.effective, "supplied", [])
	not another_way(check, lacks)
	finding := {
		"msg": $"the health check calls {called.program}, which {dockerfile.origins[stage.index].base.text} does not have",
		"at": called.at,
	}
}

# A check that tries a second program is fine if that one is there.
another_way(check, lacks) if {
	some called in check.commands
	called.program in probes
	not called.program in lacks
}

probes := {"curl", "wget", "nc"}
