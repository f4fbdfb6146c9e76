# METADATA
# title: git-sync is told which git binary to run
# description: |
#   git-sync starts whatever program the variable names in place of Git. Whoever can set it, and put a file into a
#   volume, runs code with the keys of the repository.
# related_resources:
#   - ref: https://github.com/kubernetes/git-sync/blob/master/README.md
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [strict]
#   aliases:
#     - checkov:CKV_K8S_159
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Remove the variable; git-sync's image has the Git that it needs.
package seaworthy.rules.workload.git_sync_binary_override

import data.seaworthy.lib.workload

deny contains finding if {
	some container in input.workload.containers
	some variable in container.environment
	variable.name in {"GITSYNC_GIT", "GIT_SYNC_GIT"}
	not workload.exempt("workload/git_sync_binary_override", container)
	finding := {
		"msg": $"{container.title} tells git-sync which program to run as Git",
		"at": variable.at,
	}
}
