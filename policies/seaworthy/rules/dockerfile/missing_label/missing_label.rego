# METADATA
# title: Required label is missing
# description: |
#   Whoever finds a running image asks whose it is, what it was built from and under which licence. The image is the one place
#   where the answer cannot be lost, if every image carries the labels that its organisation agreed on.
# related_resources:
#   - ref: https://specs.opencontainers.org/image-spec/annotations/
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [opt-in]
#   aliases:
#     - hadolint:DL3049
#   parameters:
#     schema:
#       type: object
#       default: {}
#       description: |
#         The labels that an image has to have, each with the type of its value: `text`, `rawtext` (may be empty), `url`,
#         `rfc3339`, `spdx`, `hash`, `semver` or `email`. Without any the rule says nothing.
#   remediation: |
#     Add the label to the shipped stage, or to a stage that it is built FROM.
package seaworthy.rules.dockerfile.missing_label

import data.seaworthy.lib.parameter

deny contains finding if {
	some name, _ in parameter.value("dockerfile/missing_label", "schema")
	some stage in input.dockerfile.stages
	stage.target
	not stage.effective.labels[name]
	finding := {
		"msg": $"{stage.title} has no label {name}",
		"at": stage.at,
	}
}
