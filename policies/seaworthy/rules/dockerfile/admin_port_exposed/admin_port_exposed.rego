# METADATA
# title: Port of remote administration is exposed
# description: |
#   A login or control service in a container is a second way in: it has accounts of its own, it is patched by nobody, and
#   what is done through it leaves no trace with the platform. Port 2375 is an engine without any login at all.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#expose
#   - ref: https://docs.docker.com/engine/security/protect-access/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   aliases:
#     - trivy:DS-0004
#     - checkov:CKV_DOCKER_1
#   parameters:
#     ports:
#       type: array
#       items: {type: integer}
#       default: [22, 23, 2375, 3389, 5900]
#       description: Ports of services that administer a machine from afar.
#   remediation: |
#     Remove the service, and go in by the platform: `docker exec`, `kubectl exec`.
package seaworthy.rules.dockerfile.admin_port_exposed

import data.seaworthy.lib.parameter

deny contains finding if {
	some port in input.dockerfile.instructions.expose
	port.shipped
	some number in parameter.value("dockerfile/admin_port_exposed", "ports")
	port.first <= number
	number <= port.last
	finding := {
		"msg": $"port {number} is exposed{service(number)}",
		"at": port.at,
	}
}

service(number) := $", where {name} listens" if {
	name := services[format_int(number, 10)]
} else := ""

services := {"22": "SSH", "23": "Telnet", "2375": "the Docker engine", "3389": "Remote Desktop", "5900": "VNC"}
