# METADATA
# title: Relative copy before any WORKDIR
# description: |
#   Where the files land is left to the base image: another version of it, or another base, and they are somewhere else.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#destination
#   - ref: https://docs.docker.com/reference/dockerfile/#workdir
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [default, strict, hadolint]
#   aliases:
#     - hadolint:DL3045
#   remediation: |
#     Set WORKDIR first, or give an absolute destination.
package seaworthy.rules.dockerfile.copy_without_workdir

import data.seaworthy.lib.dockerfile

deny contains finding if {
	some keyword, instructions in dockerfile.copies
	some copy in instructions
	copy.destination.unanchored
	finding := {
		"msg": $"{keyword} puts {copy.destination.text} where the base image's working directory happens to be",
		"at": copy.destination.at,
	}
}
