# METADATA
# title: Capability name is not one that the platform takes
# description: |
#   A misspelt name keeps the container from starting, or leaves it with what was to be dropped. In Kubernetes, a name
#   in lower case or with CAP_ in front also slips past policies that compare names.
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man7/capabilities.7.html
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-capabilities-for-a-container
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, reliability]
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Write the name as in capabilities(7), in upper case, and in Kubernetes without `CAP_`.
package seaworthy.rules.workload.malformed_capability

import data.seaworthy.lib.workload

deny contains finding if {
	some container in input.workload.containers
	some list in ["add", "drop"]
	some capability in container.capabilities[list]
	message := fault(container, capability)
	not workload.exempt("workload/malformed_capability", container)
	finding := object.union({"msg": message, "at": capability.at}, fix(capability))
}

fix(capability) := {"fix": {"safe": true, "edits": [{
	"act": "replace",
	"at": $"{capability.at}/value",
	"text": capability.name,
}]}} if {
	capability.name in workload.capability_names
} else := {}

fault(container, capability) := $"{container.title} names {capability.text}, which is no capability" if {
	not capability.name in workload.capability_names
	regex.match(`^[A-Za-z0-9_-]+$`, capability.text) # else a variable stands there
}

fault(container, capability) := $"{container.title} names {capability.text}, which Kubernetes knows as {capability.name}" if {
	capability.name in workload.capability_names
	capability.text != capability.name
	input.workload.platform == "kubernetes"
}
