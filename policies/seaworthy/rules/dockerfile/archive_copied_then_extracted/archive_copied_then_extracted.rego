# METADATA
# title: Archive is copied in and unpacked in a later layer
# description: |
#   The layer with the packed copy stays, also when it is deleted later: everybody who pulls the image fetches the content
#   twice.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#adding-local-tar-archives
#   - ref: https://docs.docker.com/reference/dockerfile/#run---mounttypebind
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style, hadolint]
#   aliases:
#     - hadolint:DL3010
#   remediation: |
#     Let ADD unpack it, or mount it into the RUN that needs it: `RUN --mount=type=bind,source=app.tar,target=/app.tar …`.
package seaworthy.rules.dockerfile.archive_copied_then_extracted

deny contains finding if {
	some unpacking in input.dockerfile.acts.late_unpackings
	unpacking.shipped
	finding := {
		"msg": $"{unpacking.archive} is copied here and unpacked by {unpacking.program} in a later layer",
		"at": unpacking.at,
	}
}
