# METADATA
# title: Dependency is started but not waited for
# description: |
#   The short form waits until the container runs, not until the program in it answers. Here the dependency has a
#   health check that could tell.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#depends_on
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [reliability]
#   parameters:
#     only_if_target_has_health_check:
#       type: boolean
#       default: true
#       description: Whether to report only dependencies whose service declares a health check.
#   remediation: |
#     Use the long form with `condition: service_healthy`.
package seaworthy.rules.compose.missing_start_condition

import data.seaworthy.lib.parameter

deny contains finding if {
	some service in input.compose.services
	some dependency in service.dependencies
	dependency.condition == "service_started"
	dependency.health_check in concerned
	finding := {
		"msg": $"{service.title} does not wait until {dependency.name} is healthy",
		"at": dependency.at,
	}
}

concerned contains "declared"

concerned contains "unknown" if not parameter.value("compose/missing_start_condition", "only_if_target_has_health_check")
