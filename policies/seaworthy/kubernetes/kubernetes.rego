# METADATA
# title: Kubernetes objects as documents
# description: |
#   Turns a Kubernetes object into the document that the rules judge, where no Go runs: in an OPA server and in
#   Gatekeeper. It gives what pkg/input/kubernetes gives in Go, and a test holds the two against each other.
package seaworthy.kubernetes

import data.seaworthy.lib.image_reference

# METADATA
# title: Document of an object
# description: Undefined for an object that holds no pod.
# scope: document
document(resource) := object.union(
	{"kind": "kubernetes", "file": "", "workload": found},
	{"reference": {"images": images} | images := images_of(found); count(images) > 0},
) if {
	is_object(resource)
	found := workload(resource)
}

# The images that containers run. A text with a variable is what something else is to fill in.
images_of(found) := [image |
	some container in found.containers
	parsed := image_reference.parse(container.image)
	state := {true: "literal", false: "unresolved"}[object.get(parsed, "resolved", false)]
	image := object.union(parsed, {"role": "pod", "state": state, "shipped": true, "at": $"{container.at}/image"})
]

# METADATA
# title: Workload of an object
# description: The containers of its pod, and what the object says about itself.
# scope: document
workload(resource) := object.union_n([
	texts(object.get(resource, "metadata", {}), {"name", "namespace"}),
	{"containers": found | found := containers(resource); count(found) > 0},
	{
		"platform": "kubernetes",
		"kind": resource.kind,
		"at": concat("/", pod_path(resource)),
	},
])

# Where each kind keeps the specification of its pods. The list is that of the API reference's workload resources:
# https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/
pod_paths := {
	"Pod": ["spec"],
	"PodTemplate": ["template", "spec"],
	"Deployment": ["spec", "template", "spec"],
	"StatefulSet": ["spec", "template", "spec"],
	"DaemonSet": ["spec", "template", "spec"],
	"ReplicaSet": ["spec", "template", "spec"],
	"ReplicationController": ["spec", "template", "spec"],
	"Job": ["spec", "template", "spec"],
	"CronJob": ["spec", "jobTemplate", "spec", "template", "spec"],
}

pod_path(resource) := path if {
	path := pod_paths[resource.kind]
	is_object(object.get(resource, path, null))
}

container_lists := [
	{"role": "main", "field": "containers"},
	{"role": "init", "field": "initContainers"},
	{"role": "ephemeral", "field": "ephemeralContainers"},
]

containers(resource) := [container(element, list.role, concat("/", array.concat(path, [list.field, $"{index}"]))) |
	path := pod_path(resource)
	some list in container_lists
	elements := object.get(resource, array.concat(path, [list.field]), [])
	is_array(elements)
	some index, element in elements
	is_object(element)
]

container(element, role, at) := object.union_n([
	texts(element, {"name", "image"}),
	{"privileged": privileged | privileged := element.securityContext.privileged; is_boolean(privileged)},
	{"title": title(element, at), "role": role, "at": at},
])

title(element, at) := $`container "{element.name}"` if {
	texts(element, {"name"}) != {}
} else := $"container {position}" if {
	parts := split(at, "/")
	position := parts[count(parts) - 1]
}

# The fields that hold text. What is empty or of another type is not there, as the API server would have it.
texts(resource, fields) := {field: value |
	some field in fields
	value := resource[field]
	is_string(value)
	value != ""
}
