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
