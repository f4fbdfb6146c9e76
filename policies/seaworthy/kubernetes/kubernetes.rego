# METADATA
# title: Kubernetes objects as documents
# description: |
#   Turns a Kubernetes object into the document that the rules judge, where no Go runs: in an OPA server and in
#   Gatekeeper. It gives what pkg/input/kubernetes gives in Go, and a test holds the two against each other.
package seaworthy.kubernetes

import data.seaworthy.lib.image_reference

# METADATA
# title: Document of an object
# description: Undefined for an object in which there is nothing to judge.
# scope: document
document(resource) := object.union({"kind": "kubernetes", "file": ""}, facets) if {
	is_object(resource)
	facets := facets_of(resource)
	count(facets) > 0
}

# A ConfigMap is judged by what it tells of credentials alone, and so is everything else that tells of them.
facets_of(resource) := faceted({"secret": secrets(resource)}) if {
	resource.kind == "ConfigMap"
} else := filled(faceted({
	"workload": found,
	"reference": filled({"images": images_of(found)}),
	"secret": secrets(resource),
})) if {
	found := workload(resource)
} else := filled(faceted({"secret": secrets(resource)}))

# The facets of a document by name: the one table from which whoever asks for some of them may take the others away.
faceted(facets) := facets

# The images that containers run. A text with a variable is what something else is to fill in.
images_of(found) := [image |
	some container in found.containers
	parsed := image_reference.parse(container.image)
	state := {true: "literal", false: "unresolved"}[object.get(parsed, "resolved", false)]
	image := object.union(parsed, {"role": "pod", "state": state, "shipped": true, "at": $"{container.at}/image"})
]

# METADATA
# title: Workload of an object
# description: The containers of its pod, and what the object and its pod say about themselves.
# scope: document
workload(resource) := object.union_n([
	identity(resource),
	running(resource),
	pod(spec, at),
	filled({
		"labels": strings(part(metadata, "labels")),
		"annotations": around.annotations,
		"volumes": volumes(spec, at),
		"containers": containers(spec, at, around),
		"pod": pod_settings(spec, at, around),
	}),
]) if {
	path := pod_path(resource)
	at := concat("/", path)
	spec := object.get(resource, path, {})
	holder := array.slice(path, 0, count(path) - 1)
	metadata := object.get(resource, array.concat(holder, ["metadata"]), {})
	around := {
		"annotations": strings(part(metadata, "annotations")),
		"annotations_at": concat("/", array.concat(holder, ["metadata", "annotations"])),
		"volumes_at": at,
		"resource": resource,
		"spec": spec,
	}
}

identity(resource) := object.union(
	{
		"platform": "kubernetes",
		"kind": resource.kind,
		"title": $"{lower(resource.kind)}{suffix}",
		"at": concat("/", pod_path(resource)),
	},
	named,
) if {
	named := texts(part(resource, "metadata"), {"name": "name", "namespace": "namespace"})
	suffix := concat("", [$` "{name}"` | name := named.name])
}

# The kinds whose replicas are pods of the template.
replicated := {"Deployment", "StatefulSet", "ReplicaSet", "ReplicationController", "DeploymentConfig", "Rollout", "CloneSet"}

running(resource) := {"long_running": false} if {
	resource.kind in {"Job", "CronJob", "ScaledJob"}
} else := integers(part(resource, "spec"), {"replicas": "replicas"}) if {
	resource.kind in replicated
} else := {}

# Where each kind keeps the specification of its pods. The list is that of the API reference's workload resources:
# https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/, and those of OpenShift, Argo Rollouts, OpenKruise and
# KEDA.
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
	"DeploymentConfig": ["spec", "template", "spec"],
	"Rollout": ["spec", "template", "spec"],
	"CloneSet": ["spec", "template", "spec"],
	"ScaledJob": ["spec", "jobTargetRef", "template", "spec"],
}

pod_path(resource) := path if {
	path := pod_paths[resource.kind]
	is_object(object.get(resource, path, null))
}
