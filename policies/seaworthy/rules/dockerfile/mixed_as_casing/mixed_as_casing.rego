# METADATA
# title: FROM and AS differ in case
# description: |
#   Stages are found by their AS. One in another case than its FROM is easily taken for a part of the name.
# related_resources:
#   - ref: https://docs.docker.com/reference/build-checks/from-as-casing/
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style, buildkit]
#   aliases:
#     - buildkit:FromAsCasing
#   remediation: |
#     Write both in one case.
package seaworthy.rules.dockerfile.mixed_as_casing

deny contains finding if {
	some word in input.dockerfile.style.miscased_as
	finding := {
		"msg": $"{word.text} is not in the case of its FROM",
		"at": word.at,
		"fix": {"safe": true, "edits": [{"act": "replace", "at": word.at, "text": word.wanted}]},
	}
}
