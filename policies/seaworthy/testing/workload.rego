package seaworthy.testing

# METADATA
# title: Document of a pod
# description: |
#   Takes fields of the facet workload. Without `containers` there is one, called web:
#   `testing.pod({"host": {"network": true}})`.
# scope: document
pod(fields) := {
	"kind": "kubernetes",
	"file": "pod.yaml",
	"workload": object.union(
		{
			"platform": "kubernetes",
			"kind": "Pod",
			"title": `pod "web"`,
			"name": "web",
			"containers": [container({})],
			"at": "spec",
		},
		fields,
	),
}

# METADATA
# title: Document of a compose service
# description: |
#   The service web with the fields that its container has: `testing.service({"privileged": true})`. Fields of the
#   workload itself go into `testing.service_with`.
# scope: document
service(fields) := service_with({"containers": [object.union(service_container, fields)]})

# METADATA
# title: Document of a compose service, by fields of the workload
# scope: document
service_with(fields) := {
	"kind": "compose",
	"file": "compose.yaml",
	"workload": object.union(
		{
			"platform": "compose",
			"kind": "service",
			"title": `service "web"`,
			"name": "web",
			"containers": [service_container],
			"at": "services/web",
		},
		fields,
	),
}

service_container := {
	"name": "web",
	"title": `service "web"`,
	"role": "main",
	"image": "registry.example.com/web:1.2",
	"at": "services/web",
}

# METADATA
# title: Container of a pod
# description: |
#   The main container web, first of its pod, unless the fields say otherwise.
# scope: document
container(fields) := object.union(
	{
		"name": "web",
		"title": `container "web"`,
		"role": "main",
		"image": "registry.example.com/web:1.2",
		"at": "spec/containers/0",
	},
	fields,
)

# METADATA
# title: Account of a user or group
# description: By number, declared at a place.
# scope: document
account(id, at) := {"text": $"{id}", "id": id, "at": at}
