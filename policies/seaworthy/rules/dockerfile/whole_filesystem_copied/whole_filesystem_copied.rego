# METADATA
# title: Whole file system of another stage is copied over the root
# description: |
#   Build tools, caches and credentials of the other stage come along, and its files replace those of the base.
#
#   A stage FROM scratch has nothing but what the file itself has put into it, and is left out.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#copy---from
#   - ref: https://docs.docker.com/build/building/multi-stage/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, hadolint]
#   aliases:
#     - hadolint:DL3067
#   parameters:
#     overlays:
#       type: array
#       items: {type: string}
#       default: ["tonistiigi/xx", "tonistiigi/xx:*"]
#       description: |
#         Patterns of images that are made to be copied whole, matched against the image without its digest, as written and
#         in full. A star crosses slashes and colons.
#   remediation: |
#     Copy the artefacts that are needed, each by its path.
package seaworthy.rules.dockerfile.whole_filesystem_copied

import data.seaworthy.lib.parameter

deny contains finding if {
	some copy in input.dockerfile.instructions.copy
	copy.from
	copy.shipped
	copy.destination.path == "/"
	some source in copy.sources
	whole(source)
	not assembled(copy)
	not overlay(copy)
	finding := {
		"msg": $"everything in {copy.from} is copied over the root",
		"at": copy.at,
	}
}

whole(source) if source.kind == "context"

whole(source) if source.text == "/*"

assembled(copy) if input.dockerfile.stages[copy.from_stage].base.kind == "scratch"

overlay(copy) if {
	some name in names(copy)
	some pattern in parameter.value("dockerfile/whole_filesystem_copied", "overlays")
	glob.match(pattern, [], name)
}

names(copy) := input.dockerfile.stages[copy.from_stage].base.names if {
	copy.from_stage >= 0
} else := [split(copy.from, "@")[0]]
