# METADATA
# title: Windows container names no user
# description: |
#   The image decides then, and the default of many Windows images is ContainerAdministrator.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/configure-runasusername/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [opt-in]
#   aliases:
#     - regolibrary:set-runasusername-value
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Set `windowsOptions.runAsUserName`, best to `ContainerUser`.
package seaworthy.rules.workload.missing_windows_user

import data.seaworthy.lib.workload

deny contains finding if {
	workload.runs_on_windows
	not input.workload.pod.windows.user_name
	nameless := [container |
		some container in input.workload.containers
		not container.windows.user_name
		not workload.exempt("workload/missing_windows_user", container)
	]
	some subject in workload.subjects(nameless)
	finding := {
		"msg": $"{subject.title} names no user for Windows",
		"at": $"{subject.at}/windows",
	}
}
