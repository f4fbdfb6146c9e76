# METADATA
# title: Label is not in the schema
# description: |
#   Inventories and reports take labels as they come. One that nobody planned, or one that is misspelt, ends up in them and is
#   read by nobody.
# related_resources:
#   - ref: https://docs.docker.com/engine/manage-resources/labels/
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [opt-in]
#   aliases:
#     - hadolint:DL3050
#   parameters:
#     schema:
#       type: object
#       default: {}
#       description: |
#         The labels that an image may have, each with the type of its value: `text`, `rawtext` (may be empty), `url`,
#         `rfc3339`, `spdx`, `hash`, `semver` or `email`. Without any the rule says nothing.
#   remediation: |
#     Remove the label, correct its key, or add it to the schema.
package seaworthy.rules.dockerfile.unexpected_label

import data.seaworthy.lib.parameter

deny contains finding if {
	schema := parameter.value("dockerfile/unexpected_label", "schema")
	count(schema) > 0
	some label in input.dockerfile.instructions.label
	label.shipped
	not schema[label.name]
	not contains(label.name, "$")
	finding := {
		"msg": $"label {label.name} is not in the schema",
		"at": label.at,
	}
}
