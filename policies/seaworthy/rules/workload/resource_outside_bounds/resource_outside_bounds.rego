# METADATA
# title: Request or limit lies outside the allowed bounds
# description: |
#   Bounds that hold for everybody keep one manifest from taking a node for itself, and one typing error from asking for
#   a thousandth of what was meant.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/policy/limit-range/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [opt-in]
#   aliases:
#     - kube-linter:template:cpu-requirements
#     - kube-linter:template:memory-requirements
#     - gatekeeper-library:k8scontainerephemeralstoragelimit
#     - gatekeeper-library:k8scontainerlimits
#     - gatekeeper-library:k8scontainerrequests
#     - regolibrary:resources-cpu-limit-and-request
#     - regolibrary:resources-memory-limit-and-request
#   parameters:
#     bounds:
#       type: object
#       default: {}
#       description: |
#         Ranges by what they bound: `limits.memory: 64Mi-2Gi`, `requests.cpu: 10m-`, `limits.ephemeral-storage: -10Gi`.
#     roles:
#       type: array
#       items: {type: string}
#       default: [main, init]
#       description: |
#         The roles of containers that are judged; a sidecar is an init container too.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Stay within the bounds, or agree on an exception and exempt the container.
package seaworthy.rules.workload.resource_outside_bounds

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	some container in workload.judged("workload/resource_outside_bounds")
	some bounded, range in parameter.value("workload/resource_outside_bounds", "bounds")
	[field, resource] := split(bounded, ".")
	amount := container[field][workload.resource_field(resource)]
	lies_outside(workload.quantity(amount), split(range, "-"))
	finding := {
		"msg": $"{container.title} has {bounded} of {amount}, outside of {range}",
		"at": $"{container.at}/{field}/{resource}",
	}
}

lies_outside(number, range) if number < workload.quantity(range[0])

lies_outside(number, range) if number > workload.quantity(range[1])
