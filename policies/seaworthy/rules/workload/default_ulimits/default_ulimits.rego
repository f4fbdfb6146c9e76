# METADATA
# title: Container sets no ulimits of its own
# description: |
#   Without limits of its own the container gets the daemon's, which may allow far more open files and processes than
#   this program should ever have.
# related_resources:
#   - ref: https://docs.docker.com/reference/cli/docker/container/run/#ulimit
#   - ref: https://docs.docker.com/reference/compose-file/services/#ulimits
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [cis-docker]
#   aliases:
#     - docker-bench:check_5_19
#     - cis-docker:5.19
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Set nofile and nproc where it is known what the program needs.
package seaworthy.rules.workload.default_ulimits

import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform in {"compose", "docker"}
	some container in workload.judged("workload/default_ulimits")
	not workload.is_unknown(container, "ulimits")
	not container.ulimits
	finding := {
		"msg": $"{container.title} sets no ulimits of its own",
		"at": $"{container.at}/ulimits",
	}
}
