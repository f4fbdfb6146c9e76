package seaworthy.kubernetes

# What a pod declares beside its containers and volumes:
# https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec
pod(spec, at) := object.union_n([
	texts(spec, {"runtime": "runtimeClassName"}),
	texts(part(spec, "os"), {"os": "name"}),
	integers(spec, {"grace_period": "terminationGracePeriodSeconds"}),
	{"user_namespace": namespace | namespace := {true: "host", false: "private"}[spec.hostUsers]},
	{"shares_processes": "pod" | spec.shareProcessNamespace == true},
	filled({
		"host": booleans(spec, {"network": "hostNetwork", "pid": "hostPID", "ipc": "hostIPC"}),
		"sysctls": sysctls(part(spec, "securityContext"), at),
		"host_aliases": [host_alias(alias, $"{at}/hostAliases/{i}") | some i, alias in objects(spec, "hostAliases")],
		"dns_options": dns_options(part(spec, "dnsConfig")),
		"scheduling": scheduling(spec, at),
		"service_account": service_account(spec),
		"pull_secrets": [name | some secret in objects(spec, "imagePullSecrets"); name := texts(secret, {"name": "name"}).name],
		"restart": {"policy": policy | policy := restart_policies[spec.restartPolicy]},
	}),
])

restart_policies := {"Always": "always", "OnFailure": "on_failure", "Never": "never"}

sysctls(context, at) := [object.union(named, {"at": $"{at}/securityContext/sysctls/{i}"}) |
	some i, declared in objects(context, "sysctls")
	named := texts(declared, {"name": "name", "value": "value"})
	named.name
]

host_alias(declared, at) := object.union_n([
	texts(declared, {"address": "ip"}),
	filled({"names": words(declared, "hostnames")}),
	{"at": at},
])

# The last of a name wins.
dns_options(declared) := {name: values[count(values) - 1] |
	options := [texts(option, {"name": "name", "value": "value"}) | some option in objects(declared, "options")]
	some name in {option.name | some option in options}
	values := [object.get(option, "value", "") | some option in options; option.name == name]
}

scheduling(spec, at) := object.union_n([
	texts(spec, {"node_name": "nodeName", "priority_class": "priorityClassName"}),
	{field: true |
		some field, key in {"node_affinity": "nodeAffinity", "pod_anti_affinity": "podAntiAffinity"}
		is_object(part(spec, "affinity")[key])
	},
	filled({
		"node_selector": strings(part(spec, "nodeSelector")),
		"tolerations": [object.union(texts(declared, toleration_fields), {"at": $"{at}/tolerations/{i}"}) |
			some i, declared in objects(spec, "tolerations")
		],
	}),
])

toleration_fields := {"key": "key", "operator": "operator", "value": "value", "effect": "effect"}

# An account may stand under its former name.
service_account(spec) := object.union_n([
	texts(spec, {"name": "serviceAccount"}),
	texts(spec, {"name": "serviceAccountName"}),
	booleans(spec, {"mounts_token": "automountServiceAccountToken"}),
])
