# METADATA
# title: Container runs privileged
# description: |
#   A privileged container holds every capability and every device of the host. Whoever takes over its process is one
#   `nsenter` away from owning the node and all that runs there.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
#   - ref: https://docs.docker.com/reference/cli/docker/container/run/#privileged
# custom:
#   severity: critical
#   since: v0.1.0
#   profiles: [default, strict, pss-baseline, pss-restricted, cis-docker, nsa]
#   aliases:
#     - pss:privileged
#     - gatekeeper-library:k8spspprivilegedcontainer
#     - kube-linter:privileged-container
#     - kube-linter:template:privileged
#     - kube-score:container-security-context-privileged
#     - kubesec:Privileged
#     - kyverno:disallow-privileged-containers/privileged-containers
#     - checkov:CKV_K8S_16
#     - trivy:KSV-0017
#     - kics:privileged_containers_enabled
#     - docker-bench:check_5_5
#     - cis-docker:5.5
#     - kube-linter:privilege-escalation-container
#     - kube-linter:template:privilege-escalation-container
#     - regolibrary:rule-privileged-container
#   hides:
#     - workload/privilege_escalation_allowed
#     - workload/undropped_capabilities
#     - workload/added_capability
#     - workload/mount_into_proc
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Drop the privileged flag and add only the one capability or device that the program needs.
package seaworthy.rules.workload.privileged_container

import data.seaworthy.lib.workload

deny contains finding if {
	some container in input.workload.containers
	container.privileged == true
	not workload.exempt("workload/privileged_container", container)
	finding := {
		"msg": $"{container.title} runs privileged",
		"at": $"{container.at}/privileged",
	}
}
