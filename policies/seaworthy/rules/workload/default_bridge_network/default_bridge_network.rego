# METADATA
# title: Container joins the default bridge network
# description: |
#   All containers on the default bridge reach each other, whatever they belong to, and find each other by address
#   alone. A network of their own keeps apart what does not belong together.
# related_resources:
#   - ref: https://docs.docker.com/engine/network/drivers/bridge/#differences-between-user-defined-bridges-and-the-default-bridge
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [cis-docker]
#   aliases:
#     - docker-bench:check_5_30
#     - cis-docker:5.30
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Workloads to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Create a network for the containers that belong together, and name it; compose does so by itself where no
#     network_mode is set.
package seaworthy.rules.workload.default_bridge_network

import data.seaworthy.lib.workload

deny contains finding if {
	joins_default_bridge
	not workload.exempt_workload("workload/default_bridge_network")
	finding := {
		"msg": $"{input.workload.title} joins the default bridge network",
		"at": $"{input.workload.at}/network",
	}
}

joins_default_bridge if {
	input.workload.platform in {"compose", "docker"}
	input.workload.network == "bridge"
}

joins_default_bridge if {
	input.workload.platform == "docker"
	input.workload.network == "default"
}

joins_default_bridge if {
	input.workload.platform == "docker"
	not input.workload.network
	not input.workload.host.network == true
	not workload.any_unknown("network")
}
