package seaworthy.kubernetes

# What a pod declares for all its containers.
pod_settings(spec, pod_at, around) := object.union_n([
	shared_security(context, at),
	profiles(context, at, around, {
		"seccomp": "seccomp.security.alpha.kubernetes.io/pod",
		"apparmor": "",
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
	profiles(context, at, around, {
		"seccomp": $"container.seccomp.security.alpha.kubernetes.io/{name}",
		"apparmor": $"container.apparmor.security.beta.kubernetes.io/{name}",
	}),
	booleans(context, {
		"privileged": "privileged",
		"privilege_escalation": "allowPrivilegeEscalation",
		"read_only_root": "readOnlyRootFilesystem",
	}),
	texts(context, {"proc_mount": "procMount"}),
	{"unmasked_proc": true | context.procMount == "Unmasked"},
	filled({"capabilities": filled({list: capabilities(declared, list, at) | some list in ["add", "drop"]})}),
]) if {
	at := $"{container_at}/securityContext"
	declared := part(context, "capabilities")
}

# What pods and containers both may declare.
shared_security(context, at) := object.union_n([
	accounts(context, at, {"user": "runAsUser", "group": "runAsGroup"}),
	booleans(context, {"non_root": "runAsNonRoot"}),
	{"selinux": object.union(
		texts(context.seLinuxOptions, {"type": "type", "user": "user", "role": "role", "level": "level"}),
		{"at": $"{at}/seLinuxOptions"},
	) |
		is_object(context.seLinuxOptions)
	},
	{"windows": object.union_n([
		booleans(context.windowsOptions, {"host_process": "hostProcess"}),
		texts(context.windowsOptions, {"user_name": "runAsUserName"}),
		{"at": $"{at}/windowsOptions"},
	]) |
		is_object(context.windowsOptions)
	},
])

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

# Where a container or pod declares its profiles, and what the document calls the name of the profile.
profile_fields := {
	"seccomp": {"field": "seccompProfile", "name": "file"},
	"apparmor": {"field": "appArmorProfile", "name": "profile"},
}

profiles(context, at, around, annotated) := {field: found |
	some field, known in profile_fields
	found := profile(context, at, around, known, annotated[field])
}

# The types of a profile's field.
profile_types := {"RuntimeDefault": "runtime_default", "Unconfined": "unconfined", "Localhost": "localhost"}

# What an annotation says, where it names no profile of the node.
annotated_types := {
	"runtime/default": "runtime_default",
	"docker/default": "runtime_default",
	"unconfined": "unconfined",
}

# The field goes before the annotation, which is what was there before it.
profile(context, at, around, known, annotation) := object.union(written, {
	"type": object.get(profile_types, object.get(written, "text", ""), "other"),
	"source": "field",
	"at": $"{at}/{known.field}",
}) if {
	declared := context[known.field]
	is_object(declared)
	written := texts(declared, {"text": "type", known.name: "localhostProfile"})
} else := object.union(annotated_profile(text, known), {
	"text": text,
	"source": "annotation",
	"at": $"{around.annotations_at}/{annotation}",
}) if {
	text := around.annotations[annotation]
	text != ""
}

annotated_profile(text, known) := object.union({"type": "localhost"}, texts({"name": name}, {known.name: "name"})) if {
	startswith(text, "localhost/")
	name := trim_prefix(text, "localhost/")
} else := {"type": object.get(annotated_types, text, "other")}
