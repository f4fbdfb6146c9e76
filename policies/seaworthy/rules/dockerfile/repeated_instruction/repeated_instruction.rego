# METADATA
# title: CMD, ENTRYPOINT or HEALTHCHECK is given twice
# description: |
#   Only the last one of a stage counts. The builder drops every earlier one without a word, and whoever reads or mends
#   the one that was dropped wonders why nothing changes.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#cmd
#   - ref: https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, hadolint, buildkit]
#   aliases:
#     - hadolint:DL3012
#     - hadolint:DL4003
#     - hadolint:DL4004
#     - trivy:DS-0007
#     - trivy:DS-0016
#     - trivy:DS-0023
#     - buildkit:MultipleInstructionsDisallowed
#   remediation: |
#     Keep the one that is meant and delete the others.
package seaworthy.rules.dockerfile.repeated_instruction

import data.seaworthy.lib.dockerfile

deny contains finding if {
	some keyword, given in dockerfile.single
	some instruction in given
	instruction.superseded
	finding := {
		"msg": $"this {keyword} is dropped, because the stage gives another one below",
		"at": instruction.at,
		"fix": {"safe": true, "edits": [{"act": "delete", "at": instruction.at}]},
	}
}
