# METADATA
# title: Service runs several replicas with one fixed name or port
# description: |
#   One container can have a name, and one can bind a port of the host. All replicas but the first fail to start.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/deploy.md#replicas
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#container_name
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, reliability]
#   remediation: |
#     Remove the container name and the port of the host, publish a range of ports, or run one replica.
package seaworthy.rules.compose.conflicting_replicas

deny contains finding if {
	some service in input.compose.services
	service.replicas.count > 1
	name := service.container_name
	name.state != "unresolved"
	finding := {
		"msg": $"{service.title} runs {service.replicas.count} replicas, and only one container can be named {name.text}",
		"at": name.at,
	}
}

deny contains finding if {
	some service in input.compose.services
	service.replicas.count > 1
	some port in service.fixed_ports
	finding := {
		"msg": $"{service.title} runs {service.replicas.count} replicas, and only one can have port {port.port} of the host",
		"at": port.at,
	}
}
