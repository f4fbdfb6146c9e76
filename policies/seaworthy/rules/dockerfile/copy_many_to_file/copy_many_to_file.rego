# METADATA
# title: Several sources are copied to one file name
# description: |
#   A destination without a slash at its end is a file name. The builder refuses more than one source for it, or lets each
#   overwrite the one before.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#destination
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, hadolint]
#   aliases:
#     - hadolint:DL3021
#     - trivy:DS-0011
#   remediation: |
#     End the destination with a slash.
package seaworthy.rules.dockerfile.copy_many_to_file

import data.seaworthy.lib.dockerfile

deny contains finding if {
	some instructions in dockerfile.copies
	some copy in instructions
	count(copy.sources) > 1
	not copy.destination.folder
	copy.destination.state != "unresolved"
	finding := {
		"msg": $"{count(copy.sources)} sources are copied to {copy.destination.text}, which is a file name without a slash at its end",
		"at": copy.destination.at,
		"fix": {"safe": true, "edits": [{
			"act": "insert_after",
			"at": $"{copy.destination.at}/text",
			"text": "/",
		}]},
	}
}
