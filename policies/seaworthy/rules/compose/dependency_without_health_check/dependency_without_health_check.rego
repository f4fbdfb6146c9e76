# METADATA
# title: Service waits for the health of a service without a health check
# description: |
#   Nothing ever says that the dependency is healthy, so compose stops with an error instead of starting the
#   service.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#depends_on
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#healthcheck
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, reliability]
#   parameters:
#     accept_image_check:
#       type: boolean
#       default: true
#       description: Whether a health check may come from the image, where the service declares none.
#   remediation: |
#     Add a `healthcheck` to the dependency, or wait only until it has started.
package seaworthy.rules.compose.dependency_without_health_check

import data.seaworthy.lib.parameter

deny contains finding if {
	some service in input.compose.services
	some dependency in service.dependencies
	dependency.condition == "service_healthy"
	dependency.health_check in lacking
	finding := {
		"msg": $"{service.title} waits until {dependency.name} is healthy, which has no health check",
		"at": dependency.at,
	}
}

lacking contains "disabled"

lacking contains "unknown" if not parameter.value("compose/dependency_without_health_check", "accept_image_check")
