# METADATA
# title: Pod uses a gitRepo volume
# description: |
#   The kubelet clones the repository as root on the node, hooks and all, so that a commit in it runs there
#   (CVE-2024-10220). Kubernetes has given up the type.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/storage/volumes/#gitrepo
#   - ref: https://github.com/kubernetes/kubernetes/issues/128885
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   hides: [workload/forbidden_volume_type]
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Clone in an init container, into an emptyDir that the others mount.
package seaworthy.rules.workload.git_repo_volume

import data.seaworthy.lib.workload

deny contains finding if {
	some volume in input.workload.volumes
	volume.kind == "gitRepo"
	not workload.exempt_workload("workload/git_repo_volume")
	finding := {
		"msg": $"{input.workload.title} has the node clone a Git repository",
		"at": $"{volume.at}/gitRepo",
	}
}
