# METADATA
# title: Whole file system of another stage is copied over the root
# description: |
#   Build tools, caches and credentials of the other stage come along, and its files replace those of the base.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#copy---from
#   - ref: https://docs.docker.com/build/building/multi-stage/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, hadolint]
#   aliases:
#     - hadolint:DL3067
#   remediation: |
#     Copy the artefacts that are needed, each by its path.
package seaworthy.rules.dockerfile.whole_filesystem_copied

deny contains finding if {
	some copy in input.dockerfile.instructions.copy
	copy.from
	copy.shipped
	copy.destination.path == "/"
	some source in copy.sources
	whole(source)
	finding := {
		"msg": $"everything in {copy.from} is copied over the root",
		"at": copy.at,
	}
}

whole(source) if source.kind == "context"

whole(source) if source.text == "/*"
