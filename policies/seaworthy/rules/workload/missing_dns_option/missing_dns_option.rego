# METADATA
# title: Pod lacks the DNS option the team wants
# description: |
#   With the default of five dots every name outside the cluster is looked up under each search domain first: lookups
#   multiply, and so does what a slow name server costs.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [opt-in]
#   aliases:
#     - kube-linter:dnsconfig-options
#     - kube-linter:template:dnsconfig-options
#   parameters:
#     options:
#       type: object
#       default: {ndots: "2"}
#       description: |
#         The options of the resolver and their values.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Workloads to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Set the option in dnsConfig.options.
package seaworthy.rules.workload.missing_dns_option

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	some option, value in parameter.value("workload/missing_dns_option", "options")
	not has(option, $"{value}")
	not workload.exempt_workload("workload/missing_dns_option")
	finding := {
		"msg": $"{input.workload.title} does not set the DNS option {option} to {value}",
		"at": $"{input.workload.at}/dns_options",
	}
}

has(option, value) if input.workload.dns_options[option] == value
