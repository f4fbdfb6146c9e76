# METADATA
# title: Windows container runs as an administrator
# description: |
#   ContainerAdministrator may change system files, services and drivers in the container, which an intruder then does
#   too.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/configure-runasusername/
#   - ref: https://learn.microsoft.com/en-us/virtualization/windowscontainers/manage-containers/container-security
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [strict]
#   aliases:
#     - kyverno:require-run-as-containeruser/require-run-as-containeruser
#   parameters:
#     allowed:
#       type: array
#       items: {type: string}
#       default: [ContainerUser]
#       description: |
#         The accounts that are accepted, in any case of letters; every other counts as an administrator.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Set `runAsUserName` to `ContainerUser`.
package seaworthy.rules.workload.windows_administrator

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some declared in workload.everywhere("workload/windows_administrator", "windows")
	not is_allowed(declared.value.user_name)
	finding := {
		"msg": $"{declared.title} runs as {declared.value.user_name}",
		"at": $"{declared.value.at}/runAsUserName",
	}
}

is_allowed(name) if {
	some allowed in parameter.value("workload/windows_administrator", "allowed")
	lower(name) == lower(allowed)
}
