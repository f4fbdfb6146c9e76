# METADATA
# title: Releases and their end
# description: |
#   Which releases of languages, databases and systems an image says that it holds, and until when they get security
#   fixes. What an image does not say is not guessed: of node:lts nothing is known.
package seaworthy.lib.lifecycle

import data.seaworthy.data.end_of_life
import data.seaworthy.lib.reference

# METADATA
# title: Releases in an image
# description: |
#   A set of objects with the fields title (`Debian 12`) and ends (the last day, as 2028-06-30), of those releases whose end
#   is known: python:3.11-slim-bookworm holds Python 3.11 and Debian 12.
# scope: document
releases(image) := {release |
	some [product, cycle] in named(image)
	known := end_of_life.products[product]
	release := {"title": $"{known.title} {cycle}", "ends": known.cycles[cycle]}
}

# METADATA
# title: Days between two dates
# description: How many days lie from the first to the second, both as 2006-01-02; negative where the second is earlier.
# scope: document
days(from, to) := (time.parse_ns("2006-01-02", to) - time.parse_ns("2006-01-02", from)) / ((24 * 3600) * 1000000000)

named(image) := (own(image) | of_systems(image)) | of_words(image)

# The image is that of the product, so the tag begins with the release or calls it by its name.
own(image) := {[product, cycle] |
	product := end_of_life.images[reference.known_name(image)]
	some cycle in cycles_of(product, image)
}

cycles_of(product, image) := {cycle} if {
	cycle := longest(product, reference.tag_version(image))
} else := {cycle |
	some word in reference.tag_words(image)
	cycle := end_of_life.products[product].names[word]
}

of_systems(image) := {[system.product, system.cycle] |
	some word in reference.tag_words(image)
	system := end_of_life.systems[word]
}

of_words(image) := {[product, cycle] |
	some word in array.concat(reference.tag_words(image), repository_words(image))
	some [_, prefix, numbers] in regex.find_all_string_submatch_n(`^([a-z]+)([0-9][0-9.]*)$`, word, 1)
	product := end_of_life.prefixes[prefix]
	cycle := longest(product, split(numbers, "."))
}

repository_words(image) := regex.split(`[-_/]`, image.repository) if {
	image.repository
} else := []

# The release with the most numbers counts: 3.11.4 is of 3.11, and 12.5 of 12.
longest(product, numbers) := cycles[count(cycles) - 1] if {
	cycles := [cycle |
		some length in [1, 2, 3]
		length <= count(numbers)
		cycle := concat(".", array.slice(numbers, 0, length))
		end_of_life.products[product].cycles[cycle]
	]
}
