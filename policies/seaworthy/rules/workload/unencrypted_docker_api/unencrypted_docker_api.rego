# METADATA
# title: Docker API is used or offered over plain TCP
# description: |
#   The Docker API on plain TCP asks nobody who they are. Every neighbour on the network starts privileged containers
#   with it, and so owns the host.
# related_resources:
#   - ref: https://docs.docker.com/engine/security/protect-access/
#   - ref: https://nvd.nist.gov/vuln/detail/CVE-2025-9074
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     ports:
#       type: array
#       items: {type: integer}
#       default: [2375]
#       description: |
#         The ports of the plain API.
#     hosts:
#       type: array
#       items: {type: string}
#       default: [192.168.65.7]
#       description: |
#         Addresses at which an engine offers the plain API to its containers, as Docker Desktop did.
#     allowed_hosts:
#       type: array
#       items: {type: string}
#       default: ["*proxy*"]
#       description: |
#         Names, as patterns, of hosts that clients may ask without TLS, such as a proxy that lets only some calls
#         through.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Use TLS with client certificates on port 2376, or SSH.
package seaworthy.rules.workload.unencrypted_docker_api

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some container in input.workload.containers
	some variable in container.environment
	variable.name == "DOCKER_HOST"
	is_plain(variable.text)
	not is_allowed(variable.text)
	finding := reported(container, $"uses the Docker API at {variable.text}, without TLS", variable.at)
}

# The image docker:dind makes certificates in that folder, and does without TLS if there is none.
deny contains finding if {
	some container in input.workload.containers
	some variable in container.environment
	variable.name == "DOCKER_TLS_CERTDIR"
	variable.source == "literal"
	not variable.text
	contains(container.image, "dind")
	finding := reported(container, "offers the Docker API without TLS", variable.at)
}

deny contains finding if {
	some container in input.workload.containers
	some port in container.ports
	port.target in parameter.value("workload/unencrypted_docker_api", "ports")
	finding := reported(container, $"opens port {port.target} for the Docker API without TLS", port.at)
}

deny contains finding if {
	some command in workload.commands
	some word in command.words
	is_plain(trim_prefix(trim_prefix(word, "--host="), "-H="))
	not "--tlsverify" in command.words
	container := input.workload.containers[command.container]
	finding := reported(container, $"runs {command.program} with the Docker API without TLS", command.at)
}

reported(container, what, at) := {"msg": $"{container.title} {what}", "at": at} if {
	not workload.exempt("workload/unencrypted_docker_api", container)
}

is_plain(address) if {
	some port in parameter.value("workload/unencrypted_docker_api", "ports")
	startswith(address, "tcp://")
	endswith(trim_suffix(address, "/"), $":{port}")
	not is_local(address)
}

is_plain(address) if {
	some host in parameter.value("workload/unencrypted_docker_api", "hosts")
	startswith(address, $"tcp://{host}:")
}

is_allowed(address) if {
	some pattern in parameter.value("workload/unencrypted_docker_api", "allowed_hosts")
	glob.match($"tcp://{pattern}:*", null, address)
}

is_local(address) if {
	some host in ["localhost", "127.0.0.1", "[::1]"]
	startswith(address, $"tcp://{host}:")
}
