# METADATA
# title: Container sees /proc without the masks of the runtime
# description: |
#   The runtime hides or write-protects what under /proc belongs to the kernel itself, /proc/sys and /proc/kcore among
#   it. Without the masks root in the container reads and sets it.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
#   - ref: https://docs.docker.com/reference/cli/docker/container/run/#security-opt
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict, pss-baseline, pss-restricted, nsa]
#   aliases:
#     - pss:procMount
#     - pss:procMount_restricted
#     - gatekeeper-library:k8spspprocmount
#     - kube-linter:unsafe-proc-mount
#     - kube-linter:template:unsafe-proc-mount
#     - kyverno:disallow-proc-mount/check-proc-mount
#     - trivy:KSV-0027
#     - regolibrary:set-procmount-default
#   parameters:
#     allow_user_namespace:
#       type: boolean
#       default: false
#       description: |
#         Whether that is accepted in a user namespace of its own, where root is nobody on the node.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Leave `procMount` at `Default`, and `systempaths` alone.
package seaworthy.rules.workload.unmasked_proc

import data.seaworthy.lib.workload

deny contains finding if {
	some container in input.workload.containers
	container.unmasked_proc == true
	judged(container)
	finding := {
		"msg": $"{container.title} takes the masks off /proc",
		"at": $"{container.at}/unmasked_proc",
	}
}

deny contains finding if {
	some container in input.workload.containers
	not container.proc_mount in ["Default", "Unmasked"]
	judged(container)
	finding := {
		"msg": $"{container.title} mounts /proc in the unknown way {container.proc_mount}",
		"at": $"{container.at}/proc_mount",
	}
}

judged(container) if {
	not workload.mapped_away("workload/unmasked_proc")
	not workload.exempt("workload/unmasked_proc", container)
}
