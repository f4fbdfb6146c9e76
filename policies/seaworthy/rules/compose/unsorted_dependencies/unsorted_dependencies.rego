# METADATA
# title: Dependencies are not in alphabetical order
# description: |
#   A sorted list shows what was added and what is there twice.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#depends_on
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style]
#   aliases:
#     - dclint:service-dependencies-alphabetical-order
#   remediation: |
#     Sort the names.
package seaworthy.rules.compose.unsorted_dependencies

deny contains finding if {
	some disorder in input.compose.disorders
	disorder.kind == "dependencies"
	finding := {
		"msg": $"{disorder.service} depends on {disorder.name} behind {disorder.before}",
		"at": disorder.at,
	}
}
