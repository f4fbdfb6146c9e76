package seaworthy.lib.workload

import data.seaworthy.lib.phrase

# METADATA
# title: Paths of the host that a workload gets
# description: |
#   Each path once, where it is declared: `path` is the host's, `at` the place, and `mounts` say which mounts of which
#   containers take it, by their numbers: see `mounted`. A volume that a pod declares counts, mounted or not.
# scope: document
host_paths contains used if {
	some volume in input.workload.volumes
	volume.kind == "hostPath"
	used := {
		"path": volume.host_path,
		"at": $"{volume.at}/hostPath/path",
		"mounts": [{"container": i, "mount": j} |
			some i, container in input.workload.containers
			some j, mount in container.mounts
			mount.declared_at == volume.at
		],
	}
}

host_paths contains used if {
	some i, container in input.workload.containers
	some j, mount in container.mounts
	mount.kind == "host_path"
	not mount.declared_at
	used := {"path": mount.source, "at": mount.at, "mounts": [{"container": i, "mount": j}]}
}

# METADATA
# title: Mounts of a path of the host
# description: Takes an element of `host_paths`. The mounts are those of the model.
# scope: document
mounted(used) := [mount |
	some chosen in used.mounts
	mount := input.workload.containers[chosen.container].mounts[chosen.mount]
]

# METADATA
# title: Path of the host that can be written
# description: The element of `host_paths` with those mounts only that are not read-only; undefined where there is none.
# scope: document
writable(used) := object.union(used, {"mounts": mounts}) if {
	mounts := [chosen |
		some chosen in used.mounts
		not input.workload.containers[chosen.container].mounts[chosen.mount].read_only == true
	]
	count(mounts) > 0
}

# METADATA
# title: Who gets a path of the host
# description: |
#   The titles, for a message, of the containers that mount it and that the rule judges: `container "web"`. The workload
#   where no container mounts it. Undefined where all are exempt.
# scope: document
takers(rule, used) := input.workload.title if {
	count(used.mounts) == 0
	not exempt_workload(rule)
} else := phrase.list(sort({container.title |
	some chosen in used.mounts
	container := input.workload.containers[chosen.container]
	not exempt(rule, container)
}))

# METADATA
# title: Path at or below a folder
# description: |
#   True for the folder itself and for what lies in it: `workload.below("/etc/ssl", "/etc")`. A path that leads out again
#   lies nowhere.
# scope: document
below(path, folder) if {
	startswith($"{path}/", $"{trim_right(folder, "/")}/")
	not ".." in split(path, "/")
}

# METADATA
# title: Device that every container has of its own
# description: |
#   True for what runtimes make in each container and what holds nothing of the host: mounting it gives nothing. People
#   mount /dev/null over a file to hide it.
# related_resources:
#   - ref: https://github.com/opencontainers/runtime-spec/blob/main/config-linux.md#default-devices
# scope: document
is_default_device(path) if {
	path in {"/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/tty"}
}
