# METADATA
# title: Views of workloads
# description: What several rules of the facet workload ask.
# schemas:
#   - input: schema.workload
package seaworthy.lib.workload

import data.seaworthy.lib.parameter

# METADATA
# title: Container that a rule is told to leave alone
# description: |
#   True where the rule's parameter `exempt` selects the container. A selector is a field and a pattern,
#   `image:registry.k8s.io/*` or `kind:DaemonSet`, over kind, namespace, name, container, role and image.
# scope: document
exempt(rule, container) if {
	some selector in parameter.value(rule, "exempt")
	field := split(selector, ":")[0]
	glob.match(substring(selector, count(field) + 1, -1), null, selectable(container)[field])
}

selectable(container) := object.union(
	object.filter(input.workload, ["kind", "namespace", "name"]),
	{field: value |
		some field, key in {"container": "name", "role": "role", "image": "image"}
		value := container[key]
	},
)
