# METADATA
# title: What base images hold
# description: |
#   Facts about the image at the start of a target's FROM chain, where it is a known one. What no fact says is unknown,
#   and nothing is to be blamed on it.
# schemas:
#   - input: schema.dockerfile
package seaworthy.lib.base_image

import data.seaworthy.data.base_images
import data.seaworthy.lib.dockerfile

# METADATA
# title: Facts by target
# description: |
#   For each stage that a build ends with, by its index, the entry of data.seaworthy.data.base_images that its base
#   matches first. Nothing is in an empty image.
# scope: document
facts[target] := base_images[min(matching)] if {
	some target, origin in dockerfile.origins
	matching := {i |
		some i, entry in base_images
		some pattern in entry.images
		some name in origin.base.names
		glob.match(pattern, null, name)
	}
}

facts[target] := {"shell": false, "accounts": [], "lacks": ["curl", "wget", "nc"]} if {
	some target, origin in dockerfile.origins
	origin.base.kind == "scratch"
}
