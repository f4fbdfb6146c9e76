# METADATA
# title: Instructions are not in one case
# description: |
#   Upper-case keywords stand out from their arguments. Where some are in another case, a reader takes longer to see where an
#   instruction begins. Most instructions of the file decide, and upper case does in a draw.
# related_resources:
#   - ref: https://docs.docker.com/reference/build-checks/consistent-instruction-casing/
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style, buildkit]
#   aliases:
#     - buildkit:ConsistentInstructionCasing
#   remediation: |
#     Write all instructions in upper case.
package seaworthy.rules.dockerfile.inconsistent_instruction_casing

deny contains finding if {
	some keyword in input.dockerfile.style.miscased_keywords
	finding := {
		"msg": $"{keyword.text} should be {keyword.wanted}, as most instructions are",
		"at": keyword.at,
		"fix": {"safe": true, "edits": [{"act": "replace", "at": keyword.at, "text": keyword.wanted}]},
	}
}
