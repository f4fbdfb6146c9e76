package seaworthy.kubernetes

volumes(spec, pod_at) := [volume(declared, $"{pod_at}/volumes/{i}") | some i, declared in objects(spec, "volumes")]

# A volume has a name and one source:
# https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume/
volume(declared, at) := object.union_n([
	texts(declared, {"name": "name"}),
	{"kind": kind | kind := source(declared)},
	volume_fields(declared, at),
	{"at": at},
])

# The API server lets a union have one source. Of several the first in the alphabet is taken.
source(declared) := min({key | some key, value in declared; key != "name"; is_object(value)})

volume_fields(declared, at) := fields if {
	kind := source(declared)
	fields := object.union_n([
		{"host_path": tidy(path) | kind == "hostPath"; path := texts(declared.hostPath, {"path": "path"}).path; tidy(path) != ""},
		texts(declared[kind], object.get(source_texts, kind, {})),
		{"size_limit": limit | kind == "emptyDir"; limit := amount(declared.emptyDir.sizeLimit)},
		filled({"projections": [projection |
			kind == "projected"
			some i, projected in objects(declared.projected, "sources")
			projection := projection_of(projected, $"{at}/projected/sources/{i}")
		]}),
	])
} else := {}

source_texts := {
	"emptyDir": {"medium": "medium"},
	"flexVolume": {"driver": "driver"},
	"csi": {"driver": "driver"},
	"secret": {"object": "secretName"},
	"configMap": {"object": "name"},
	"persistentVolumeClaim": {"object": "claimName"},
}

projection_of(projected, at) := object.union(texts(projected[kind], {"object": "name"}), {"kind": kind, "at": at}) if {
	kind := source(projected)
}

# Takes out what a path says twice. It keeps `..`, which the API server refuses.
tidy(path) := concat("", [root, concat("/", steps)]) if {
	root := {true: "/", false: ""}[startswith(path, "/")]
	steps := [step | some step in split(path, "/"); not step in {"", "."}]
}

# The names of a StatefulSet's claim templates.
claims(resource) := {name |
	resource.kind == "StatefulSet"
	some claim in objects(part(resource, "spec"), "volumeClaimTemplates")
	name := texts(part(claim, "metadata"), {"name": "name"}).name
}

# What a volume is to the container that mounts it, by the volume's source.
mount_kinds := {
	"emptyDir": "scratch",
	"hostPath": "host_path",
	"secret": "secret",
	"configMap": "config",
	"projected": "projected",
	"downwardAPI": "projected",
	"image": "image",
	"persistentVolumeClaim": "claim",
	"ephemeral": "claim",
}

propagations := {"None": "private", "HostToContainer": "rslave", "Bidirectional": "rshared"}

mounts(declared, at, around) := [object.union_n([
	texts(mounted, {"target": "mountPath", "source": "name"}),
	booleans(mounted, {"read_only": "readOnly"}),
	{"propagation": propagation | propagation := propagations[mounted.mountPropagation]},
	resolved(mounted, around),
	{"at": $"{at}/volumeMounts/{i}"},
]) |
	some i, mounted in objects(declared, "volumeMounts")
]

# What a mount mounts. A StatefulSet's claims go before volumes of the same name.
resolved(mounted, around) := {"kind": "claim"} if {
	mounted.name in claims(around.resource)
} else := object.union_n([
	{"kind": mount_kind(found), "declared_at": found.at},
	{"size_limit": found.size_limit | found.size_limit},
	{"source": found.host_path | found.host_path},
]) if {
	found := [found | some found in volumes(around.spec, around.volumes_at); found.name == mounted.name][0]
} else := {"kind": "other"}

mount_kind(found) := "tmpfs" if {
	found.medium == "Memory"
} else := "scratch" if {
	not found.kind
} else := object.get(mount_kinds, found.kind, "other")
