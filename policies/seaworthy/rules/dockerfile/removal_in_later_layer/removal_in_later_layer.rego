# METADATA
# title: File is removed after its layer is sealed
# description: |
#   The earlier layer still holds the file. It is pulled with the image, and whoever has the image can read it.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#run
#   - ref: https://docs.docker.com/build/cache/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Fetch, use and remove the file in one RUN, or bring it in by `RUN --mount`, which leaves nothing behind.
package seaworthy.rules.dockerfile.removal_in_later_layer

deny contains finding if {
	some removal in input.dockerfile.acts.late_removals
	removal.shipped
	finding := {
		"msg": $"{removal.path} is removed here, but the layer of an earlier {removal.by} still holds {removal.file}",
		"at": removal.at,
	}
}
