# METADATA
# title: Container shares the host's UTS namespace
# description: |
#   With the capability for it, the container renames the host under everything that runs there.
# related_resources:
#   - ref: https://docs.docker.com/reference/cli/docker/container/run/#uts
#   - ref: https://man7.org/linux/man-pages/man7/uts_namespaces.7.html
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, cis-docker]
#   aliases:
#     - docker-bench:check_5_21
#     - cis-docker:5.21
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Leave `uts` out, and give the container a name with `hostname`.
package seaworthy.rules.workload.host_uts

import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.host.uts == true
	not workload.exempt_workload("workload/host_uts")
	place := $"{input.workload.at}/host/uts"
	finding := object.union({"msg": $"{input.workload.title} shares the host's name", "at": place}, fix(place))
}

fix(place) := {"fix": {"safe": true, "edits": [{"act": "delete", "at": place}]}} if {
	input.workload.platform == "compose"
} else := {}
