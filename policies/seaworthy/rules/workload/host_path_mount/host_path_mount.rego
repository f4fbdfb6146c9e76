# METADATA
# title: Pod mounts a path of the node
# description: |
#   What lies on the node outlives the pod, differs from node to node, and is shared with every other pod that mounts
#   it. Through the right path, a container takes the node over.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, pss-baseline, nsa]
#   aliases:
#     - pss:hostPathVolumes
#     - gatekeeper-library:k8spsphostfilesystem
#     - kyverno:disallow-host-path/host-path
#     - kyverno:limit-hostpath-vols/limit-hostpath-to-slash-data
#     - trivy:KSV-0023
#     - regolibrary:alert-any-hostpath
#   parameters:
#     allowed_paths:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Paths of the node that may be mounted, with all below them.
#     allowed_read_only_paths:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Paths of the node that may be mounted where every mount of them is read-only, with all below them.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Use a volume claim, or allow the path for the DaemonSets that collect logs or metrics.
package seaworthy.rules.workload.host_path_mount

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some volume in input.workload.volumes
	volume.kind == "hostPath"
	not within(volume, "allowed_paths")
	not is_read_only_and_allowed(volume)
	not workload.exempt_workload("workload/host_path_mount")
	finding := {
		"msg": $"{input.workload.title} mounts {described(volume)}",
		"at": $"{volume.at}/hostPath/path",
	}
}

described(volume) := $"{volume.host_path} of the node" if {
	volume.host_path
} else := "a path of the node"

within(volume, name) if {
	some allowed in parameter.value("workload/host_path_mount", name)
	startswith($"{volume.host_path}/", $"{trim_right(allowed, "/")}/")
	not ".." in split(volume.host_path, "/")
}

is_read_only_and_allowed(volume) if {
	within(volume, "allowed_read_only_paths")
	every mount in mounts_of(volume) { mount.read_only == true }
}

mounts_of(volume) := [mount |
	some container in input.workload.containers
	some mount in container.mounts
	mount.declared_at == volume.at
]
