# METADATA
# title: Service refers to something that is not defined
# description: |
#   Compose refuses the project: a service, network, volume, secret, config or model has to be defined in one of
#   its files.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/03-compose-file.md
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, reliability]
#   remediation: |
#     Define it at the top of the file, or correct the name.
package seaworthy.rules.compose.dangling_reference

deny contains finding if {
	some reference in input.compose.dangling
	finding := {
		"msg": $"{reference.service} uses the {reference.kind} {reference.name}, which is not defined",
		"at": reference.at,
	}
}
