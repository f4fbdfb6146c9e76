# METADATA
# title: Root filesystem is writable
# description: |
#   Whoever gets into the container can bring tools along, change the program and stay until the container is replaced.
#   Few programs write outside a directory or two.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
#   - ref: https://docs.docker.com/reference/cli/docker/container/run/#read-only
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [default, strict, cis-docker, nsa]
#   aliases:
#     - gatekeeper-library:k8spspreadonlyrootfilesystem
#     - kube-linter:no-read-only-root-fs
#     - kube-linter:template:read-only-root-fs
#     - kube-score:container-security-context-readonlyrootfilesystem
#     - kubesec:ReadOnlyRootFilesystem
#     - kyverno:require-ro-rootfs/validate-readOnlyRootFilesystem
#     - checkov:CKV_K8S_22
#     - trivy:KSV-0014
#     - regolibrary:immutable-container-filesystem
#     - docker-bench:check_5_13
#     - cis-docker:5.13
#   parameters:
#     roles:
#       type: array
#       items: {type: string}
#       default: [main, init, ephemeral]
#       description: |
#         The roles of containers that are judged; a sidecar is an init container too.
#     exempt_windows:
#       type: boolean
#       default: true
#       description: |
#         Whether to leave pods for Windows alone, which know no such setting.
#     platforms:
#       type: array
#       items: {type: string}
#       default: [kubernetes, compose, docker]
#       description: |
#         The platforms whose containers are judged.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Make the root filesystem read-only, and give a tmpfs or an emptyDir to the paths that are written.
package seaworthy.rules.workload.writable_root_filesystem

import data.seaworthy.lib.workload

deny contains finding if {
	some container in input.workload.containers
	not container.read_only_root == true
	not workload.is_unknown(container, "read_only_root")
	not workload.exempt("workload/writable_root_filesystem", container)
	finding := {
		"msg": $"{container.title} can write to its root filesystem",
		"at": $"{container.at}/read_only_root",
	}
}
