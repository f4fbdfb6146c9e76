# METADATA
# title: Workload writes its own hosts file entries
# description: |
#   A name with an address of its own goes past DNS and all that watches it. When the address moves on to somebody else,
#   the workload goes on talking to it.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/
#   - ref: https://docs.docker.com/reference/compose-file/services/#extra_hosts
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict]
#   aliases:
#     - kubesec:HostAliases
#     - trivy:KSV-0007
#   parameters:
#     allowed_names:
#       type: array
#       items: {type: string}
#       default: [host.docker.internal]
#       description: |
#         Names that may have an address of their own, as patterns.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Leave names to DNS, or put a Service in front of the address.
package seaworthy.rules.workload.host_aliases

import data.seaworthy.lib.parameter
import data.seaworthy.lib.phrase
import data.seaworthy.lib.workload

deny contains finding if {
	some alias in input.workload.host_aliases
	alias.address != "host-gateway"
	names := [name | some name in alias.names; not is_allowed(name)]
	count(names) > 0
	not workload.exempt_workload("workload/host_aliases")
	finding := {
		"msg": $"{input.workload.title} resolves {phrase.list(names)} past DNS",
		"at": alias.at,
	}
}

is_allowed(name) if {
	some pattern in parameter.value("workload/host_aliases", "allowed_names")
	glob.match(pattern, null, name)
}
