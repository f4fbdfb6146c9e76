# METADATA
# title: Containers share one process namespace
# description: |
#   Each of them sees the others' processes, and through /proc their environment and their files, secrets included.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/
#   - ref: https://docs.docker.com/reference/cli/docker/container/run/#pid
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict]
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Share processes only while debugging.
package seaworthy.rules.workload.shared_process_namespace

import data.seaworthy.lib.workload

deny contains finding if {
	message := fault
	not workload.exempt_workload("workload/shared_process_namespace")
	finding := {"msg": message, "at": $"{input.workload.at}/shares_processes"}
}

fault := $"{input.workload.title} lets its containers see each other's processes" if {
	input.workload.shares_processes == "pod"
	count([container | some container in input.workload.containers; not container.role == "init"]) > 1
} else := $"{input.workload.title} sees the processes of {input.workload.shares_processes}" if {
	input.workload.shares_processes != "pod"
}
