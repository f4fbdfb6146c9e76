package seaworthy.kubernetes

container_lists := [
	{"role": "main", "field": "containers"},
	{"role": "init", "field": "initContainers"},
	{"role": "ephemeral", "field": "ephemeralContainers"},
]

containers(spec, pod_at, around) := [container(declared, role(declared, list.role), index, at, around) |
	some list in container_lists
	some index, declared in objects(spec, list.field)
	at := $"{pod_at}/{list.field}/{index}"
]

# An init container that is always restarted runs beside the others:
# https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
role(declared, list_role) := "sidecar" if {
	list_role == "init"
	declared.restartPolicy == "Always"
} else := list_role

container(declared, container_role, index, at, around) := object.union_n([
	identified,
	image(declared),
	texts(declared, {"pull_policy": "imagePullPolicy", "working_directory": "workingDir"}),
	booleans(declared, {"tty": "tty", "stdin": "stdin"}),
	container_security(part(declared, "securityContext"), at, object.get(identified, "name", ""), around),
	filled({
		"command": words(declared, "command"),
		"arguments": words(declared, "args"),
		"environment": environment(declared, at),
		"mounts": mounts(declared, at, around),
		"ports": ports(declared, at),
		"limits": resources(declared, "limits"),
		"requests": resources(declared, "requests"),
		"probes": handlers(declared, at, probe_fields),
		"hooks": handlers(part(declared, "lifecycle"), $"{at}/lifecycle", hook_fields),
	}),
	{"role": container_role, "at": at},
]) if {
	identified := identified_by(texts(declared, {"name": "name"}), index)
}

# A blank image is what OpenShift fills in when one has been built.
image(declared) := {field: text |
	some field, text in texts(declared, {"image": "image"})
	trim_space(text) != ""
}

identified_by(named, index) := object.union(named, {"title": $`container "{named.name}"`}) if {
	named.name
} else := {"title": $"container {index}"}

ports(declared, at) := [object.union_n([
	integers(port, {"target": "containerPort"}),
	texts(port, {"name": "name", "address": "hostIP", "text": "containerPort"}),
	{"protocol": lower(protocol) | protocol := texts(port, {"protocol": "protocol"}).protocol},
	host_port(port),
	{"at": $"{at}/ports/{i}"},
]) |
	some i, port in objects(declared, "ports")
]

# The API server takes 0 for a port that is not there.
host_port(port) := {"host_port": port.hostPort, "published": true} if {
	is_integer(port.hostPort)
	port.hostPort != 0
} else := {}

resources(declared, bound) := amounts(
	part(part(declared, "resources"), bound),
	{"cpu": "cpu", "memory": "memory", "ephemeral_storage": "ephemeral-storage"},
)

probe_fields := {"liveness": "livenessProbe", "readiness": "readinessProbe", "startup": "startupProbe"}

hook_fields := {"post_start": "postStart", "pre_stop": "preStop"}

# What a probe may do. They are tried in order: the API server lets a probe have only one.
handler_fields := [
	{"field": "exec", "name": "exec"},
	{"field": "httpGet", "name": "http"},
	{"field": "tcpSocket", "name": "tcp"},
	{"field": "grpc", "name": "grpc"},
	{"field": "sleep", "name": "sleep"},
]

handlers(declared, at, table) := {field: handler(declared[key], $"{at}/{key}") |
	some field, key in table
	is_object(declared[key])
}

# A handler is placed at what it does, so that a rule can point at the host or port of it.
handler(probe, at) := object.union_n([
	texts(action, {"host": "host", "path": "path"}),
	amounts(action, {"port": "port"}),
	filled({"command": words(action, "command"), "timing": timing(probe)}),
	{"handler": known.name, "at": $"{at}/{known.field}"},
]) if {
	known := [known | some known in handler_fields; is_object(probe[known.field])][0]
	action := probe[known.field]
} else := object.union(filled({"timing": timing(probe)}), {"at": at})

timing(probe) := integers(probe, {"period": "periodSeconds", "timeout": "timeoutSeconds", "failure_threshold": "failureThreshold"})

# METADATA
# title: Images of an object's containers
# description: The places of the containers that run an image, by the image.
# scope: document
image_places(resource) := {image: places |
	some image in {image | some declared in containers_declared(resource); image := declared.image; is_string(image)}
	places := {at | some at, declared in containers_declared(resource); declared.image == image}
}

containers_declared(resource) := {at: declared |
	some list in container_lists
	some i, declared in objects(object.get(resource, pod_path(resource), {}), list.field)
	at := concat("/", [concat("/", pod_path(resource)), list.field, $"{i}"])
}
