# METADATA
# title: Tag names only a major version or a channel
# description: |
#   `postgres:16`, `node:lts` and `debian:bookworm` move with every release inside them. That brings fixes without
#   anybody's doing, and it means that two builds of the same commit differ, and that nobody can say from the file which
#   release was tested.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#pin-base-image-versions
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [strict]
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Patterns of images to leave alone, matched against the reference as written, its name (`nginx`) and its name
#         in full (`docker.io/library/nginx`). A star crosses slashes and colons.
#   remediation: |
#     Name the full version, `postgres:16.9`, or keep the tag and pin the digest behind it.
package seaworthy.rules.reference.imprecise_tag

import data.seaworthy.data.end_of_life
import data.seaworthy.lib.reference

deny contains finding if {
	some image in input.reference.images
	image.digest_state == "none"
	image.role != "frontend"
	fault := fault_of(image)
	not reference.exempt("reference/imprecise_tag", image)
	finding := {
		"msg": $"{image.text} {fault}",
		"at": image.at,
	}
}

fault_of(image) := $"names only the major version {numbers[0]}, and moves with each release of it" if {
	numbers := reference.tag_version(image)
	count(numbers) == 1
	count(numbers[0]) < 3
	last_word := regex.replace(reference.tag_words(image)[0], `^v?[0-9]+`, "")
	last_word == ""
} else := $"follows the channel {channel}" if {
	not versioned(image)
	channel := [word | some word in reference.tag_words(image); is_channel(word)][0]
}

# A number with a dot in it makes the tag precise, whatever else it says: bookworm-20250610, 24.0-noble.
versioned(image) if regex.match(`[0-9]\.[0-9]|[0-9]{6}`, image.tag)

is_channel(word) if word in channels

is_channel(word) if end_of_life.systems[word]

channels := {
	"stable", "oldstable", "testing", "sid", "lts", "mainline", "current", "release", "alpine", "slim", "ltsc2016", "ltsc2019", "ltsc2022",
	"ltsc2025",
}
