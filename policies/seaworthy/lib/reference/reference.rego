# METADATA
# title: Views of image references
# description: What several rules of the facet reference ask.
package seaworthy.lib.reference

import data.seaworthy.lib.parameter

# METADATA
# title: Image that a rule is told to leave alone
# description: |
#   True where a pattern of the rule's parameter `exempt` matches one of the image's spellings: as written, by its name
#   alone (`nginx`), or in full (`docker.io/library/nginx`). A star crosses slashes and colons.
# scope: document
exempt(rule, image) if {
	some pattern in parameter.value(rule, "exempt")
	some spelling in spellings(image)
	glob.match(pattern, null, spelling)
}

spellings(image) := {image.text, image.name} | full_names(image) if {
	image.name
} else := {image.text}

full_names(image) := {full, $"{full}:{image.tag}"} if {
	full := $"{image.registry}/{image.repository}"
	image.tag
} else := {$"{image.registry}/{image.repository}"}

# METADATA
# title: Name by which lists know an image
# description: |
#   The name as people say it, and for the copy of an official image in a mirror or for one architecture that of the
#   official image: `node` for docker.io/library/node, arm64v8/node and public.ecr.aws/docker/library/node. Undefined for
#   an image whose name a variable hides.
# scope: document
known_name(image) := folders[count(folders) - 1] if {
	folders := split(image.repository, "/")
	count(folders) > 1
	folders[count(folders) - 2] == "library"
} else := name if {
	image.registry == "docker.io"
	[architecture, name] := split(image.repository, "/")
	architecture in architectures
} else := image.name

# The organisations of Docker Hub that hold the official images for one architecture:
# https://github.com/docker-library/official-images#architectures-other-than-amd64
architectures := {
	"amd64", "arm32v5", "arm32v6", "arm32v7", "arm64v8", "i386", "mips64le", "ppc64le", "riscv64", "s390x",
}

# METADATA
# title: Spelling in full
# description: The registry and the repository, as in docker.io/library/nginx. Undefined where a variable hides either.
# scope: document
full_name(image) := $"{image.registry}/{image.repository}"

# METADATA
# title: Words of a tag
# description: |
#   The parts between dashes, underscores and plus signs, in lower case. A tag that is not known, or that no registry would
#   take, as the placeholder %%TAG%% of some template, has none.
# scope: document
tag_words(image) := regex.split(`[-_+]`, lower(usable_tag(image))) if {
	usable_tag(image)
} else := []

# METADATA
# title: Version that a tag begins with
# description: Its numbers as texts, `["3", "11"]` for 3.11-slim and v3.11. Undefined for a tag that begins otherwise.
# scope: document
tag_version(image) := split(found[0][1], ".") if {
	found := regex.find_all_string_submatch_n(`^v?([0-9]+(?:\.[0-9]+)*)`, usable_tag(image), 1)
	count(found) == 1
}

usable_tag(image) := image.tag if regex.match(`^\w[\w.-]{0,127}$`, image.tag)
