# METADATA
# title: MAINTAINER is obsolete
# description: |
#   Builders warn about it, and what reads the image looks for a label. A label can also be changed by an image that is based
#   on this one, and be listed and searched for.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#maintainer-deprecated
#   - ref: https://docs.docker.com/reference/build-checks/maintainer-deprecated/
#   - ref: https://specs.opencontainers.org/image-spec/annotations/
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style, hadolint, buildkit]
#   aliases:
#     - hadolint:DL4000
#     - trivy:DS-0022
#     - checkov:CKV_DOCKER_6
#     - buildkit:MaintainerDeprecated
#   remediation: |
#     Write `LABEL org.opencontainers.image.authors="…"` in its place.
package seaworthy.rules.dockerfile.maintainer_instruction

deny contains object.union(
	{
		"msg": "MAINTAINER is obsolete, and tools look for the label org.opencontainers.image.authors",
		"at": maintainer.at,
	},
	fix(maintainer),
) if {
	some maintainer in input.dockerfile.instructions.maintainer
}

fix(maintainer) := {"fix": {"safe": true, "edits": [edit]}} if {
	maintainer.state == "literal"
	edit := {
		"act": "replace",
		"at": maintainer.at,
		"text": $"LABEL org.opencontainers.image.authors=\"{quoted(maintainer.text)}\"",
	}
} else := {}

quoted(text) := escaped(escaped(escaped(text, escape), `"`), "$")

escaped(text, character) := replace(text, character, $"{escape}{character}")

default escape := `\`

escape := input.dockerfile.escape
