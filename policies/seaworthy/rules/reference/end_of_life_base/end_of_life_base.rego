# METADATA
# title: Base release gets no more security fixes
# description: |
#   When a release reaches its end, its publisher stops to mend it. Every hole that is found from that day on stays open,
#   and rebuilding the image does not help: there is nothing new to pull.
# related_resources:
#   - ref: https://endoflife.date
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     grace_days:
#       type: integer
#       default: 0
#       description: How many days after its end a release may still be used.
#   remediation: |
#     Move to a release that is maintained. Where somebody sells longer support for this one and you have it, exclude the
#     rule for the file and say so.
package seaworthy.rules.reference.end_of_life_base

import data.seaworthy.lib.lifecycle
import data.seaworthy.lib.parameter
import data.seaworthy.lib.phrase

deny contains finding if {
	some image in input.reference.images
	image.shipped
	grace := parameter.value("reference/end_of_life_base", "grace_days")
	ended := [$"{release.title} since {release.ends}" |
		some release in lifecycle.releases(image)
		lifecycle.days(release.ends, input.reference.today) > grace
	]
	count(ended) > 0
	finding := {
		"msg": $"{image.text} gets no more security fixes: {phrase.list(ended)}",
		"at": image.at,
	}
}
