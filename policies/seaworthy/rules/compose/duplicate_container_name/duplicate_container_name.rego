# METADATA
# title: Two services give their containers one name
# description: |
#   Only one container of a name can be on a host, so whichever service starts second does not start.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#container_name
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, reliability]
#   aliases:
#     - dclint:no-duplicate-container-names
#   remediation: |
#     Give each service its own `container_name`, or none.
package seaworthy.rules.compose.duplicate_container_name

deny contains finding if {
	some clash in input.compose.name_clashes
	finding := {
		"msg": $"{clash.service} names its container {clash.text}, as {clash.first} does",
		"at": clash.at,
	}
}
