# METADATA
# title: Container keeps a terminal or standard input open
# description: |
#   A server needs neither a terminal nor an open input. They are for whoever wants to type into the container, and the
#   handling of consoles has been a way out of runc (CVE-2025-52565).
# related_resources:
#   - ref: https://github.com/opencontainers/runc/security/advisories/GHSA-qw9x-cqr3-wc7r
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict]
#   aliases:
#     - gatekeeper-library:k8sdisallowinteractivetty
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Remove `tty` and `stdin`; to look into a container, ask for a terminal when you open it.
package seaworthy.rules.workload.interactive_terminal

import data.seaworthy.lib.workload

deny contains finding if {
	some container in input.workload.containers
	some kept in open_ends(container)
	not workload.exempt("workload/interactive_terminal", container)
	finding := {
		"msg": $"{container.title} keeps {kept.what} open",
		"at": $"{container.at}/{kept.field}",
	}
}

open_ends(container) := [{"what": "a terminal", "field": "tty"}] if {
	container.tty == true
} else := [{"what": "its standard input", "field": "stdin"}] if {
	container.stdin == true
}
