# METADATA
# title: Service is run by a provider program on the host
# description: |
#   Compose starts the program that the service names, outside of any container and with the rights of whoever
#   starts the project.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#provider
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [strict]
#   parameters:
#     allowed:
#       type: array
#       items: {type: string}
#       default: [model]
#       description: Providers that may be used.
#   remediation: |
#     Run the service in a container, or allow the providers that you know.
package seaworthy.rules.compose.provider_service

import data.seaworthy.lib.parameter

deny contains finding if {
	some service in input.compose.services
	provider := service.provider
	provider.state != "unresolved"
	not provider.text in parameter.value("compose/provider_service", "allowed")
	finding := {
		"msg": $"{service.title} runs the program {provider.text} on the host",
		"at": provider.at,
	}
}
