# METADATA
# title: Host path is mounted writable
# description: |
#   What a container leaves on the host stays when it is gone, and may be run or read there by root or by other
#   containers. It is how many a break-out begins.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
#   - ref: https://docs.docker.com/engine/storage/bind-mounts/
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict, nsa]
#   aliases:
#     - kube-linter:writable-host-mount
#     - kube-linter:template:writable-host-mount
#     - kyverno:ensure-readonly-hostpath/ensure-hostpaths-readonly
#     - regolibrary:alert-rw-hostpath
#   hides: [workload/host_path_mount]
#   parameters:
#     allowed_paths:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Paths of the host that may be written, with all below them.
#     platforms:
#       type: array
#       items: {type: string}
#       default: [kubernetes, compose, docker]
#       description: |
#         The platforms whose containers are judged. Where there is one host, its folders are often the place for data.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Mount it read-only, or keep the data in a volume.
package seaworthy.rules.workload.writable_host_path

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some mounted in workload.host_paths
	used := workload.writable(mounted)
	not is_allowed(used)
	takers := workload.takers("workload/writable_host_path", workload.beyond_proxies(used))
	finding := {
		"msg": $"{takers} can write to {used.path} of the host",
		"at": used.at,
	}
}

is_allowed(used) if {
	some folder in parameter.value("workload/writable_host_path", "allowed_paths")
	workload.below(used.path, folder)
}

is_allowed(used) if workload.is_default_device(used.path)

# A project's own files are there to be worked on.
is_allowed(used) if {
	every mount in workload.mounted(used) { mount.inside_project == true }
}
