# METADATA
# title: Base release ends soon
# description: |
#   A release that is about to end has to be left within weeks. The move is cheap while there is time to read what changed,
#   and dear on the day after, when a hole is found that nobody will mend.
# related_resources:
#   - ref: https://endoflife.date
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [strict]
#   parameters:
#     days:
#       type: integer
#       default: 90
#       description: How many days before its end a release is reported.
#   remediation: |
#     Plan the move to the next release, and try it in a build of its own.
package seaworthy.rules.reference.end_of_life_soon

import data.seaworthy.lib.lifecycle
import data.seaworthy.lib.parameter
import data.seaworthy.lib.phrase

deny contains finding if {
	some image in input.reference.images
	image.shipped
	days := parameter.value("reference/end_of_life_soon", "days")
	ending := [$"{release.title} on {release.ends}" |
		some release in lifecycle.releases(image)
		left := lifecycle.days(input.reference.today, release.ends)
		left >= 0
		left <= days
	]
	count(ending) > 0
	finding := {
		"msg": $"{image.text} gets its last security fixes soon: {phrase.list(ending)}",
		"at": image.at,
	}
}
