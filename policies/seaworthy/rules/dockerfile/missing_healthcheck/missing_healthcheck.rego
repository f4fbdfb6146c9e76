# METADATA
# title: Shipped stage has no health check
# description: |
#   An engine only sees whether the process lives. Without a health check it goes on sending work to one that hangs, and
#   nothing restarts it. Kubernetes has probes of its own and ignores HEALTHCHECK.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#healthcheck
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [default, strict, cis-docker]
#   aliases:
#     - hadolint:DL3057
#     - trivy:DS-0026
#     - checkov:CKV_DOCKER_2
#     - cis-docker:4.6
#   parameters:
#     unless_kubernetes:
#       type: boolean
#       default: true
#       description: |
#         Say nothing where Kubernetes manifests are judged in the same run: there the workload's probes are what counts.
#   remediation: |
#     Add a HEALTHCHECK that asks the program for an answer, or `HEALTHCHECK NONE` where the platform probes by itself.
package seaworthy.rules.dockerfile.missing_healthcheck

import data.seaworthy.lib.parameter

deny contains finding if {
	some stage in input.dockerfile.stages
	stage.target
	not stage.effective.healthcheck
	not probed_by_kubernetes
	finding := {
		"msg": $"{stage.title} has no HEALTHCHECK",
		"at": stage.at,
	}
}

probed_by_kubernetes if {
	"kubernetes" in input.dockerfile.deployed_to
	parameter.value("dockerfile/missing_healthcheck", "unless_kubernetes")
}
