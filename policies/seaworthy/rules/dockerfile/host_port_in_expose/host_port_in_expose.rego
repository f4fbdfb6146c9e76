# METADATA
# title: EXPOSE names an address or port of the host
# description: |
#   Which port of the host leads to the container is decided when it is run. EXPOSE only says what the program listens on;
#   a host's part in front is dropped by today's builder, and will be an error.
# related_resources:
#   - ref: https://docs.docker.com/reference/build-checks/expose-invalid-format/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [default, strict, buildkit]
#   aliases:
#     - buildkit:ExposeInvalidFormat
#   remediation: |
#     Name the port of the container alone, and publish it at run time: `docker run --publish 80:8080`.
package seaworthy.rules.dockerfile.host_port_in_expose

deny contains finding if {
	some port in input.dockerfile.instructions.expose
	port.host
	finding := object.union(
		{
			"msg": $"EXPOSE {port.text} names the host's {port.host}, which is decided at run time",
			"at": port.at,
		},
		fix(port),
	)
}

# What a variable gives can't be mended here.
fix(port) := {"fix": {"safe": true, "edits": [{"act": "replace", "at": port.at, "text": $"{port.number}{protocol(port)}"}]}} if {
	port.state == "literal"
} else := {}

protocol(port) := $"/{port.protocol.text}" if {
	port.protocol
} else := ""
