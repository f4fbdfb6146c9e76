# METADATA
# title: Port of the host is published twice
# description: |
#   A port of an address can be bound once. Whichever container starts second does not start.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#ports
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, reliability]
#   aliases:
#     - dclint:no-duplicate-exported-ports
#   remediation: |
#     Publish one of them at another port, bind the two to different addresses, or let other services reach it
#     over the network of the project, which needs no published port.
package seaworthy.rules.compose.duplicate_host_port

deny contains finding if {
	some clash in input.compose.port_clashes
	finding := {
		"msg": $"{clash.service} publishes port {clash.text} of the host, which {clash.first} has",
		"at": clash.at,
	}
}
