# METADATA
# title: Pre-release image is shipped
# description: |
#   Alpha, beta and candidate builds are there to be tried. Their publisher drops them with the next one, so what is found
#   in them is mended elsewhere, and what stands on them breaks without notice.
# related_resources:
#   - ref: https://semver.org/#spec-item-9
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict]
#   parameters:
#     patterns:
#       type: array
#       items: {type: string}
#       default: [alpha, beta, rc, snapshot, preview]
#       description: |
#         Words that call a release unfinished, in lower case. A word counts where it stands for itself in the tag, with or
#         without a number behind it: `3.14.0rc2`, `2.0-beta.1`.
#   remediation: |
#     Ship a final release, and keep the pre-release for the builds that try it out.
package seaworthy.rules.reference.prerelease_tag

import data.seaworthy.lib.parameter

deny contains finding if {
	some image in input.reference.images
	image.shipped
	some word in regex.find_n(`[a-z]+`, lower(image.tag), -1)
	word in parameter.value("reference/prerelease_tag", "patterns")
	finding := {
		"msg": $"{image.text} is a pre-release ({word})",
		"at": image.at,
	}
}
