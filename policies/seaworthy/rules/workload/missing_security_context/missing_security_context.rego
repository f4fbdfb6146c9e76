# METADATA
# title: Workload sets no security options at all
# description: |
#   Where nothing is said about users, capabilities or filters, nobody has thought about them yet, and the platform's
#   defaults are made to let everything run.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
#   - ref: https://docs.docker.com/reference/cli/docker/container/run/#security-opt
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [strict]
#   aliases:
#     - checkov:CKV_K8S_29
#     - checkov:CKV_K8S_30
#     - trivy:KSV-0118
#     - kics:security_opt_not_set
#     - docker-bench:check_5_3
#   parameters:
#     level:
#       type: string
#       enum: [any, pod, container]
#       default: any
#       description: |
#         What is asked for: an option on the `pod`, one on each `container`, or `any` of the two for each container.
#         Compose and docker have no pods.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     State the security options, beginning with a non-root user, no privilege escalation and dropped capabilities.
package seaworthy.rules.workload.missing_security_context

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some subject in subjects[parameter.value("workload/missing_security_context", "level")]
	finding := {
		"msg": $"{subject.title} sets no security options",
		"at": subject.at,
	}
}

subjects["any"] := workload.subjects(silent) if not pod_speaks

subjects["container"] := workload.each(silent)

subjects["pod"] := [{"title": input.workload.title, "at": $"{input.workload.at}/pod"}] if {
	input.workload.platform == "kubernetes"
	not pod_speaks
	not workload.exempt_workload("workload/missing_security_context")
}

silent := [container |
	some container in workload.judged("workload/missing_security_context")
	not speaks(container)
]

speaks(container) if {
	some field in [
		"privileged", "privilege_escalation", "read_only_root", "non_root", "unmasked_proc", "proc_mount",
		"user", "group", "supplementary_groups", "capabilities", "seccomp", "apparmor", "selinux", "windows",
	]
	_ := container[field]
}

# A variable hides what is said.
speaks(container) if {
	some field in ["privileged", "read_only_root", "user"]
	field in container.unknown
}

pod_speaks if {
	some field in [
		"user", "group", "supplementary_groups", "filesystem_group", "change_policy", "non_root",
		"seccomp", "apparmor", "selinux", "windows",
	]
	_ := input.workload.pod[field]
}

pod_speaks if some _ in input.workload.sysctls
