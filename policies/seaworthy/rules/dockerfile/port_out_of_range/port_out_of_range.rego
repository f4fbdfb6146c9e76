# METADATA
# title: Exposed port is not a port
# description: |
#   Ports end at 65535. Builders differ in what they make of a larger number or of something that is no number: one refuses
#   the file, another ships an image that can't be run with its ports published.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#expose
#   - ref: https://www.rfc-editor.org/rfc/rfc6335#section-6
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, hadolint]
#   aliases:
#     - hadolint:DL3011
#     - trivy:DS-0008
#   remediation: |
#     Expose the port that the program binds.
package seaworthy.rules.dockerfile.port_out_of_range

deny contains finding if {
	some port in input.dockerfile.instructions.expose
	port.last > 65535
	finding := {
		"msg": $"{port.number} is no port: ports end at 65535",
		"at": port.at,
	}
}

deny contains finding if {
	some port in input.dockerfile.instructions.expose
	not port.first
	port.state != "unresolved"
	port.number != ""
	finding := {
		"msg": $"{port.number} is no port",
		"at": port.at,
	}
}
