# METADATA
# title: Every exposed port of the image is published
# description: |
#   What the author of the image exposed is opened on random ports of every interface: nobody chose which, and the next
#   version of the image may expose more.
# related_resources:
#   - ref: https://docs.docker.com/reference/cli/docker/container/run/#publish
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict, cis-docker]
#   aliases:
#     - cis-docker:5.9
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Publish the ports that are needed, one by one, each with its address.
package seaworthy.rules.workload.all_ports_published

import data.seaworthy.lib.workload

deny contains finding if {
	some container in workload.judged("workload/all_ports_published")
	container.publish_all == true
	finding := {
		"msg": $"{container.title} publishes every port that its image exposes",
		"at": $"{container.at}/publish_all",
	}
}
