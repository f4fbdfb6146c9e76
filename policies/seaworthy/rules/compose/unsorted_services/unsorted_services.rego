# METADATA
# title: Services are not in alphabetical order
# description: |
#   In a long file a service is found sooner where the alphabet says.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style]
#   aliases:
#     - dclint:services-alphabetical-order
#   remediation: |
#     Sort the services by name.
package seaworthy.rules.compose.unsorted_services

deny contains finding if {
	some disorder in input.compose.disorders
	disorder.kind == "services"
	finding := {
		"msg": $"service {disorder.name} stands behind {disorder.before}",
		"at": disorder.at,
	}
}
