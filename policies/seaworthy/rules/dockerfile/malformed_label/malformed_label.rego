# METADATA
# title: Label value does not fit its declared type
# description: |
#   Tools read a label as the date, address, licence, version or commit that it should hold. They fail on anything else, or
#   sort it wrongly without a word.
# related_resources:
#   - ref: https://specs.opencontainers.org/image-spec/annotations/
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [opt-in]
#   aliases:
#     - hadolint:DL3051
#     - hadolint:DL3052
#     - hadolint:DL3053
#     - hadolint:DL3054
#     - hadolint:DL3055
#     - hadolint:DL3056
#     - hadolint:DL3058
#   parameters:
#     schema:
#       type: object
#       default: {}
#       description: |
#         The labels to look at, each with the type of its value: `text`, `rawtext` (may be empty), `url`,
#         `rfc3339`, `spdx`, `hash`, `semver` or `email`. Without any the rule says nothing.
#   remediation: |
#     Correct the value, or the type in the schema.
package seaworthy.rules.dockerfile.malformed_label

import data.seaworthy.lib.parameter

deny contains finding if {
	schema := parameter.value("dockerfile/malformed_label", "schema")
	count(schema) > 0
	some label in input.dockerfile.instructions.label
	label.shipped
	label.state != "unresolved"
	type := schema[label.name]
	fault := faults[type]
	not type in object.get(label, "formats", [])
	finding := {
		"msg": $"label {label.name} {fault}",
		"at": label.at,
	}
}

faults := {
	"email": "is no mail address",
	"hash": "is no commit",
	"rfc3339": "is no RFC 3339 time",
	"semver": "is no semantic version",
	"spdx": "is no SPDX licence expression",
	"text": "is empty",
	"url": "is no URL",
}
