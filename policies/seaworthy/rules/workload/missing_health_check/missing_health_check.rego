# METADATA
# title: Container has no health check
# description: |
#   A process that hangs is listed as running all the same, what depends on it starts before it is ready, and nothing
#   takes it out of the traffic.
# related_resources:
#   - ref: https://docs.docker.com/reference/compose-file/services/#healthcheck
#   - ref: https://docs.docker.com/reference/cli/docker/container/run/#health-check
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict, cis-docker]
#   aliases:
#     - kics:healthcheck_not_set
#     - docker-bench:check_5_27
#     - cis-docker:5.27
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Add a health check to the service, or HEALTHCHECK to the image and exempt what is known to have one.
package seaworthy.rules.workload.missing_health_check

import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform in {"compose", "docker"}
	some container in workload.judged("workload/missing_health_check")
	lack := lacking(container)
	finding := {
		"msg": $"{container.title} {lack}",
		"at": $"{container.at}/health_check",
	}
}

lacking(container) := "has no health check" if {
	not container.health_check
	not workload.is_unknown(container, "health_check")
} else := "switches the health check of its image off" if {
	container.health_check.disabled == true
}
