# METADATA
# title: Pod sets no SELinux options
# description: |
#   The runtime then picks a label. Where tenants share nodes or volumes, only levels that are set keep their pods
#   apart.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#assign-selinux-labels-to-a-container
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [opt-in]
#   aliases:
#     - regolibrary:set-seLinuxOptions
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Set `seLinuxOptions.level` where tenants share nodes.
package seaworthy.rules.workload.missing_selinux_options

import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	not workload.runs_on_windows
	some subject in workload.subjects(workload.undeclared("workload/missing_selinux_options", "selinux"))
	finding := {
		"msg": $"{subject.title} sets no SELinux options",
		"at": $"{subject.at}/selinux",
	}
}
