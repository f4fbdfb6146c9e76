package seaworthy.lib.workload

# METADATA
# title: Declarations of a setting, in force or not
# description: |
#   As `declarations`, but what a pod declares counts also where each of its containers overrides it: for what should
#   stand nowhere, and for what cannot be overridden. The `value` tells its own place.
# scope: document
everywhere(rule, field) := array.concat(of_containers, of_pod) if {
	of_containers := [{"title": container.title, "value": container[field]} |
		some container in input.workload.containers
		_ := container[field]
		not exempt(rule, container)
	]
	of_pod := [{"title": input.workload.title, "value": input.workload.pod[field]} |
		_ := input.workload.pod[field]
		not exempt_workload(rule)
	]
}

# METADATA
# title: Containers without a setting
# description: |
#   Those that the rule judges for which neither they nor their pod declare the field. What a variable hides is declared.
# scope: document
undeclared(rule, field) := [container |
	some container in input.workload.containers
	not effective(container, field)
	not is_hidden(container, field)
	not exempt(rule, container)
]

is_hidden(container, field) if is_unknown(container, field)

# Compose and docker write user and group as one text.
is_hidden(container, "group") if "user" in container.unknown

# METADATA
# title: Pod for Windows nodes
# description: |
#   True where the pod says so or selects such nodes. Users, groups and the security modules of Linux are nothing that
#   it could set.
# scope: document
runs_on_windows if input.workload.os == "windows"

runs_on_windows if input.workload.scheduling.node_selector["kubernetes.io/os"] == "windows"

# METADATA
# title: Names of a security profile
# description: |
#   How lists may call a seccomp or AppArmor profile: by its type as fields have it (RuntimeDefault, Unconfined,
#   Localhost/NAME), as annotations have it (runtime/default, unconfined, localhost/NAME), and as written. `name` is
#   the field of the profile that names it.
# scope: document
profile_names(profile, name) := {$"Localhost/{profile[name]}", $"localhost/{profile[name]}"} if {
	profile.type == "localhost"
	profile[name]
} else := named_types[profile.type] | {text | text := profile.text}

named_types := {
	"runtime_default": {"RuntimeDefault", "runtime/default"},
	"unconfined": {"Unconfined", "unconfined"},
	"other": set(),
	"localhost": set(),
}

# METADATA
# title: Whether the pod mounts a volume whose files Kubernetes gives to a group
# description: |
#   True for claims and for disks, which keep their files, if they may be written to. What is made for the pod alone
#   (emptyDir, secrets) is ready for its group at once, and a path of the node or a share keeps its owners.
# scope: document
mounts_owned_volume if {
	some container in input.workload.containers
	some mount in container.mounts
	not mount.read_only == true
	is_owned(mount)
}

is_owned(mount) if mount.kind == "claim"

is_owned(mount) if {
	mount.kind == "other"
	some volume in input.workload.volumes
	volume.at == mount.declared_at
	volume.kind in disks
}

# https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume/#persistent-volumes
disks := {
	"awsElasticBlockStore", "azureDisk", "cinder", "csi", "fc", "flexVolume", "gcePersistentDisk", "iscsi",
	"portworxVolume", "rbd", "vsphereVolume",
}
