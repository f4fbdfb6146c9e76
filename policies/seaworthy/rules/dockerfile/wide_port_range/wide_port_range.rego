# METADATA
# title: EXPOSE opens a wide range of ports
# description: |
#   `docker run --publish-all` opens each of the ports on the host, and so do platforms that read EXPOSE. What no program
#   listens on today is an open door for one that does tomorrow.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#expose
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict, cis-docker]
#   parameters:
#     max_ports:
#       type: integer
#       default: 10
#       description: The largest number of ports that one range may have.
#   remediation: |
#     List the ports that the program binds.
package seaworthy.rules.dockerfile.wide_port_range

import data.seaworthy.lib.parameter

deny contains finding if {
	some port in input.dockerfile.instructions.expose
	port.shipped
	many := (port.last - port.first) + 1
	many > parameter.value("dockerfile/wide_port_range", "max_ports")
	finding := {
		"msg": $"the range {port.number} has {many} ports",
		"at": port.at,
	}
}
