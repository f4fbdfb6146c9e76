# METADATA
# title: Image name is one letter away from a popular one
# description: |
#   Attackers publish under misspelt names of registries, organisations and images, and wait for the slip of a finger.
#   What comes then works like the real one, and does something besides.
# related_resources:
#   - ref: https://attack.mitre.org/techniques/T1195/002/
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Patterns of images to leave alone, matched against the reference as written, its name (`nginx`) and its name
#         in full (`docker.io/library/nginx`). A star crosses slashes and colons.
#   remediation: |
#     Correct the name. If it is meant as it stands, exempt it.
package seaworthy.rules.reference.lookalike_image

import data.seaworthy.data.official_images
import data.seaworthy.lib.reference

deny contains finding if {
	some image in input.reference.images
	some [name, known] in suspects(image)
	not name in known
	some popular in known
	one_slip(name, popular)
	not reference.exempt("reference/lookalike_image", image)
	finding := {
		"msg": $"{image.text}: {name} is one letter away from {popular}",
		"at": image.at,
	}
}

# What of an image could be misspelt, and the names that it could be mistaken for.
suspects(image) := {
	[image.registry, official_images.registries],
	[split(image.repository, "/")[0], official_images.publishers],
} if {
	image.registry == "docker.io"
	not image.official
} else := {[image.name, official_images.images]} if {
	image.official
} else := {[image.registry, official_images.registries]}

# Short names have too many neighbours that mean something else.
one_slip(name, popular) if {
	count(popular) >= 5
	abs(count(name) - count(popular)) <= 1
	half_right(name, popular)
	slipped(name, popular)
}

# A slip takes two letters beside each other at most, so that it leaves the beginning or the end as it is. To look at that
# first spares nearly all that follows.
half_right(name, popular) if startswith(name, substring(popular, 0, half(popular)))

half_right(name, popular) if endswith(name, substring(popular, count(popular) - half(popular), -1))

half(popular) := floor(count(popular) / 2) - 1

slipped(name, popular) if {
	shorter(popular, name)
} else if {
	shorter(name, popular)
} else if {
	count(name) == count(popular)
	differing := [i |
		some i in numbers.range(0, count(name) - 1)
		substring(name, i, 1) != substring(popular, i, 1)
	]
	slip(name, popular, differing)
}

# One letter more: without it the names are the same.
shorter(short, long) if {
	count(long) == count(short) + 1
	some i in numbers.range(0, count(long) - 1)
	regex.match(`[a-z]`, substring(long, i, 1))
	concat("", [substring(long, 0, i), substring(long, i + 1, -1)]) == short
}

# One letter for another, or two that changed places.
slip(name, popular, [i]) if {
	regex.match(`[a-z]{2}`, concat("", [substring(name, i, 1), substring(popular, i, 1)]))
}

slip(name, popular, [i, j]) if {
	j == i + 1
	substring(name, i, 1) == substring(popular, j, 1)
	substring(name, j, 1) == substring(popular, i, 1)
}
