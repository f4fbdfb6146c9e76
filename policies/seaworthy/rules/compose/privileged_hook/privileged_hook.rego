# METADATA
# title: Lifecycle hook runs with privileges that the service lacks
# description: |
#   Commands before and after the life of a container may be privileged or root although the service is neither,
#   so the care that was taken for the service is lost.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#post_start
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     allow_root:
#       type: boolean
#       default: false
#       description: Whether a hook may run as root.
#   remediation: |
#     Remove `privileged`, and run the hook as the service's user.
package seaworthy.rules.compose.privileged_hook

import data.seaworthy.lib.parameter

deny contains finding if {
	some service in input.compose.services
	some hook in service.hooks
	hook.privileged
	not service.privileged
	place := $"{hook.at}/privileged"
	finding := {
		"msg": $"the {hook.phase} hook of {service.title} is privileged",
		"at": place,
		"fix": {"safe": false, "edits": [{"act": "delete", "at": place}]},
	}
}

deny contains finding if {
	some service in input.compose.services
	some hook in service.hooks
	hook.root
	not service.root
	not parameter.value("compose/privileged_hook", "allow_root")
	finding := {
		"msg": $"the {hook.phase} hook of {service.title} runs as root",
		"at": $"{hook.at}/user",
	}
}
