# METADATA
# title: Ports are not in order
# description: |
#   A sorted list shows what is there twice, and which port is free.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#ports
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style]
#   aliases:
#     - dclint:service-ports-alphabetical-order
#   remediation: |
#     Sort the ports by that of the host.
package seaworthy.rules.compose.unsorted_ports

deny contains finding if {
	some disorder in input.compose.disorders
	disorder.kind == "ports"
	finding := {
		"msg": $"{disorder.service} publishes {disorder.name} behind {disorder.before}",
		"at": disorder.at,
	}
}
