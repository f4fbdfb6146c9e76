# METADATA
# title: Views of workloads
# description: |
#   What several rules of the facet workload ask: which containers they are to judge, and what holds for a container once
#   its own settings and its pod's are taken together.
# schemas:
#   - input: schema.workload
package seaworthy.lib.workload

import data.seaworthy.lib.parameter

# METADATA
# title: Containers that a rule judges
# description: All that it is not told to leave alone, of every role.
# scope: document
judged(rule) := [container |
	some container in input.workload.containers
	not exempt(rule, container)
]

# METADATA
# title: Container that a rule is told to leave alone
# description: |
#   True where one of the rule's parameters says so; a rule has those of them that it declares.
#
#   - `exempt`: selectors. A selector is a field and a pattern, `image:registry.k8s.io/*` or `kind:DaemonSet`, over kind,
#     namespace, name, label (`label:app=agent`), runtime_class, container, role and image. Several, with a space
#     between them, must all match.
#   - `exempt_windows`: true to leave pods for Windows alone.
#   - `platforms`, `roles`: the platforms and the roles of containers that are judged. A sidecar is an init container
#     too.
# scope: document
exempt(rule, container) if {
	some selector in parameter.value(rule, "exempt")
	selected(selector, container)
}

exempt(rule, _) if {
	input.workload.os == "windows"
	parameter.value(rule, "exempt_windows") == true
}

exempt(rule, _) if {
	platforms := parameter.value(rule, "platforms")
	not input.workload.platform in platforms
}

exempt(rule, container) if {
	roles := parameter.value(rule, "roles")
	container.role
	every role in roles_of(container) { not role in roles }
}

# METADATA
# title: Workload that a rule is told to leave alone
# description: |
#   For rules about a pod or service as a whole. True where a parameter of `exempt` says so of the workload itself or of
#   each of its containers.
# scope: document
exempt_workload(rule) if exempt(rule, {})

exempt_workload(rule) if {
	some _ in input.workload.containers
	count(judged(rule)) == 0
}

selected(selector, container) if {
	parts := [part | some part in split(selector, " "); part != ""]
	count(parts) > 0
	values := selectable(container)
	every part in parts { matches(part, values) }
}

matches(part, values) if {
	field := split(part, ":")[0]
	some value in values[field]
	glob.match(substring(part, count(field) + 1, -1), null, value)
}

selectable(container) := {
	"kind": [value | value := input.workload.kind],
	"namespace": [value | value := input.workload.namespace],
	"name": [value | value := input.workload.name],
	"label": [$"{key}={value}" | some key, value in input.workload.labels],
	"runtime_class": [value | value := input.workload.runtime],
	"container": [value | value := container.name],
	"role": roles_of(container),
	"image": [value | value := container.image],
}

roles_of(container) := {"sidecar", "init"} if {
	container.role == "sidecar"
} else := {container.role} if {
	container.role
} else := set()
