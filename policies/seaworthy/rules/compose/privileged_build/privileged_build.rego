# METADATA
# title: Image is built with extended privileges
# description: |
#   Build steps, and every package that they install, then run with full access to the host or its network.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/build.md#privileged
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/build.md#entitlements
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     entitlements:
#       type: array
#       items: {type: string}
#       default: [security.insecure, network.host]
#       description: Entitlements that give a build more than it should have.
#   remediation: |
#     Remove `privileged` and the entitlements. What needs them belongs into a container that is run.
package seaworthy.rules.compose.privileged_build

import data.seaworthy.lib.parameter

deny contains finding if {
	some service in input.compose.services
	service.build.privileged
	place := $"{service.build.at}/privileged"
	finding := {
		"msg": $"the image of {service.title} is built privileged",
		"at": place,
		"fix": {"safe": false, "edits": [{"act": "delete", "at": place}]},
	}
}

deny contains finding if {
	some service in input.compose.services
	some entitlement in service.build.entitlements
	entitlement.text in parameter.value("compose/privileged_build", "entitlements")
	finding := {
		"msg": $"the image of {service.title} is built with {entitlement.text}",
		"at": entitlement.at,
	}
}
