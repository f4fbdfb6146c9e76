# METADATA
# title: Top-level keys come in an unusual order
# description: |
#   Readers expect what is shared first, then the services, then the networks and volumes that they use.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/03-compose-file.md
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style]
#   aliases:
#     - dclint:top-level-properties-order
#   parameters:
#     order:
#       type: array
#       items: {type: string}
#       default: ["x-*", version, name, include, services, networks, volumes, secrets, configs]
#       description: Patterns of keys in their order. What fits none may stand anywhere.
#   remediation: |
#     Move the key up, before those that come after it.
package seaworthy.rules.compose.unsorted_top_level_keys

import data.seaworthy.lib.parameter

deny contains finding if {
	some file in input.compose.files
	known := [{"name": key.name, "at": key.at, "rank": rank(key.name)} | some key in file.keys]
	late := min([i |
		some i, key in known
		i > 0
		key.rank < known[i - 1].rank
	])
	finding := {
		"msg": $"the key {known[late].name} stands behind {known[late - 1].name}",
		"at": known[late].at,
	}
}

rank(name) := min([place |
	some place, pattern in parameter.value("compose/unsorted_top_level_keys", "order")
	glob.match(pattern, null, name)
])
