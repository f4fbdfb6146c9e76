package seaworthy.kubernetes

# What a pod declares for all its containers.
pod_settings(spec, pod_at, around) := object.union_n([
	shared_security(context, at),
	filled({
		"seccomp": seccomp(context, at, around, "seccomp.security.alpha.kubernetes.io/pod"),
		"apparmor": apparmor(context, at, around, ""),
	}),
	texts(context, {"change_policy": "fsGroupChangePolicy"}),
	accounts(context, at, {"filesystem_group": "fsGroup"}),
	filled({
		"supplementary_groups": [account(id, $"{at}/supplementalGroups/{i}") |
			some i, id in elements(context, "supplementalGroups")
			is_integer(id)
		],
		"limits": resources(spec, "limits"),
		"requests": resources(spec, "requests"),
	}),
]) if {
	context := part(spec, "securityContext")
	at := $"{pod_at}/securityContext"
}

# What a container declares for itself:
# https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#security-context-1
container_security(context, container_at, name, around) := object.union_n([
	shared_security(context, at),
	filled({
		"seccomp": seccomp(context, at, around, $"container.seccomp.security.alpha.kubernetes.io/{name}"),
		"apparmor": apparmor(context, at, around, $"container.apparmor.security.beta.kubernetes.io/{name}"),
	}),
	booleans(context, {
		"privileged": "privileged",
		"privilege_escalation": "allowPrivilegeEscalation",
		"read_only_root": "readOnlyRootFilesystem",
	}),
	texts(context, {"proc_mount": "procMount"}),
	{"unmasked_proc": true | context.procMount == "Unmasked"},
	filled({"capabilities": filled({"add": capabilities(declared, "add", at), "drop": capabilities(declared, "drop", at)})}),
]) if {
	at := $"{container_at}/securityContext"
	declared := part(context, "capabilities")
}

# What pods and containers both may declare.
shared_security(context, at) := object.union_n([
	accounts(context, at, {"user": "runAsUser", "group": "runAsGroup"}),
	booleans(context, {"non_root": "runAsNonRoot"}),
	filled({
		"selinux": selinux(part(context, "seLinuxOptions"), context, at),
		"windows": windows(part(context, "windowsOptions"), context, at),
	}),
])

selinux(declared, context, at) := object.union(
	texts(declared, {"type": "type", "user": "user", "role": "role", "level": "level"}),
	{"at": $"{at}/seLinuxOptions"},
) if {
	is_object(context.seLinuxOptions)
} else := {}

windows(declared, context, at) := object.union_n([
	booleans(declared, {"host_process": "hostProcess"}),
	texts(declared, {"user_name": "runAsUserName"}),
	{"at": $"{at}/windowsOptions"},
]) if {
	is_object(context.windowsOptions)
} else := {}

accounts(context, at, table) := {field: account(context[key], $"{at}/{key}") |
	some field, key in table
	is_integer(context[key])
}

account(id, at) := {"text": format_int(id, 10), "id": id, "at": at}

capabilities(declared, list, at) := [capability |
	some i, written in elements(declared, list)
	is_string(written)
	written != ""
	capability := {"name": trim_prefix(upper(written), "CAP_"), "text": written, "at": $"{at}/capabilities/{list}/{i}"}
]

# The types of a profile's field.
profile_types := {"RuntimeDefault": "runtime_default", "Unconfined": "unconfined", "Localhost": "localhost"}

# What an annotation says, where it names no profile of the node.
annotated_types := {
	"runtime/default": "runtime_default",
	"docker/default": "runtime_default",
	"unconfined": "unconfined",
}

seccomp(context, at, around, annotation) := profile(context, "seccompProfile", "file", at, around, annotation)

apparmor(context, at, around, annotation) := profile(context, "appArmorProfile", "profile", at, around, annotation)

# The field goes before the annotation, which is what was there before it. `name` is what the document calls the name of
# the profile.
profile(context, field, name, at, around, annotation) := object.union(written, {
	"type": object.get(profile_types, object.get(written, "text", ""), "other"),
	"source": "field",
	"at": $"{at}/{field}",
}) if {
	declared := context[field]
	is_object(declared)
	written := texts(declared, {"text": "type", name: "localhostProfile"})
} else := object.union(annotated_profile(text, name), {
	"text": text,
	"source": "annotation",
	"at": $"{around.annotations_at}/{annotation}",
}) if {
	text := around.annotations[annotation]
	text != ""
} else := {}

annotated_profile(text, name) := object.union({"type": "localhost"}, texts({"name": named}, {name: "name"})) if {
	startswith(text, "localhost/")
	named := trim_prefix(text, "localhost/")
} else := {"type": object.get(annotated_types, text, "other")}
