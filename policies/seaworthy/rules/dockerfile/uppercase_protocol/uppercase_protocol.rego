# METADATA
# title: Protocol in EXPOSE is not lower case
# description: |
#   Protocols are written in lower case wherever ports are compared as texts, so 80/TCP and 80/tcp may count as two.
# related_resources:
#   - ref: https://docs.docker.com/reference/build-checks/expose-proto-casing/
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style, buildkit]
#   aliases:
#     - buildkit:ExposeProtoCasing
#   remediation: |
#     Write tcp, udp or sctp.
package seaworthy.rules.dockerfile.uppercase_protocol

deny contains finding if {
	some port in input.dockerfile.instructions.expose
	protocol := port.protocol
	lower(protocol.text) != protocol.text
	finding := {
		"msg": $"the protocol {protocol.text} is not written in lower case",
		"at": protocol.at,
		"fix": {"safe": true, "edits": [{"act": "replace", "at": protocol.at, "text": lower(protocol.text)}]},
	}
}
