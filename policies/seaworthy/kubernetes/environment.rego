package seaworthy.kubernetes

# Where a variable may take its value from, and the fields that name the object and the entry of it:
# https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#environment-variables
value_sources := [
	{"field": "secretKeyRef", "source": "secret_key", "names": {"object": "name", "key": "key"}},
	{"field": "configMapKeyRef", "source": "config_key", "names": {"object": "name", "key": "key"}},
	{"field": "fieldRef", "source": "field", "names": {"key": "fieldPath"}},
	{"field": "resourceFieldRef", "source": "resource", "names": {"object": "containerName", "key": "resource"}},
	{"field": "fileKeyRef", "source": "file_key", "names": {"object": "path", "key": "key"}},
]

# Where a set of variables may come from.
set_sources := [
	{"field": "secretRef", "source": "all_secret_keys"},
	{"field": "configMapRef", "source": "all_config_keys"},
]

# The variables of a container, and then the sets of them.
environment(declared, at) := array.concat(
	[variable(found, $"{at}/env/{i}") | some i, found in objects(declared, "env")],
	[set |
		some i, found in objects(declared, "envFrom")
		known := [known | some known in set_sources; is_object(found[known.field])][0]
		set := object.union(
			texts(found[known.field], {"object": "name"}),
			{"source": known.source, "at": $"{at}/envFrom/{i}"},
		)
	],
)

variable(declared, at) := object.union_n([
	texts(declared, {"name": "name", "text": "value"}),
	value_of(texts(declared, {"text": "value"}), part(declared, "valueFrom")),
	{"at": at},
])

value_of(written, _) := {"source": "interpolated"} if {
	contains(written.text, "$(")
} else := {"source": "literal"} if {
	written.text
}

value_of(written, from) := value_from(from) if not written.text

value_from(from) := object.union(texts(from[known.field], known.names), {"source": known.source}) if {
	known := [known | some known in value_sources; is_object(from[known.field])][0]
} else := {"source": "literal"}
