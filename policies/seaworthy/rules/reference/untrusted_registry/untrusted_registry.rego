# METADATA
# title: Image comes from outside the allowed registries
# description: |
#   Anyone can push to a public registry under a plausible name, and its owner can take any image away. A registry of
#   one's own, or a short list of those that are trusted, is where images can be reviewed, scanned and kept.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/containers/images/
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict, hadolint, cis-docker]
#   aliases:
#     - hadolint:DL3026
#     - gatekeeper-library:k8sallowedrepos
#     - gatekeeper-library:k8sallowedreposv2
#     - kyverno:restrict-image-registries/validate-registries
#     - regolibrary:container-image-repository
#     - cis-docker:4.2
#   parameters:
#     allowed:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         What images may come from; everything where it is empty. A registry (`quay.io`, `*.example.com`), or a pattern of
#         images, as people write them (`acme/*`, `ubuntu:24.04`) or in full (`docker.io/library/*`): a star crosses slashes,
#         and a slash at the end means all that is behind it.
#     denied:
#       type: array
#       items: {type: string}
#       default: []
#       description: What images may not come from, in the same form. It goes before what is allowed.
#   remediation: |
#     Mirror the image into an allowed registry and take it from there.
package seaworthy.rules.reference.untrusted_registry

import data.seaworthy.lib.parameter
import data.seaworthy.lib.reference

deny contains finding if {
	some image in input.reference.images
	image.role != "frontend"
	fault := fault_of(image)
	finding := {
		"msg": $"{image.text} comes from {image.registry}, {fault}",
		"at": image.at,
	}
}

fault_of(image) := "which is denied" if {
	some pattern in parameter.value("reference/untrusted_registry", "denied")
	covers(pattern, image)
} else := "which is not among the allowed registries" if {
	allowed := parameter.value("reference/untrusted_registry", "allowed")
	count(allowed) > 0
	image.registry
	every pattern in allowed {
		not covers(pattern, image)
		not may_cover(pattern, image)
	}
}

# A pattern without a slash is a registry or an official image: its star must not reach into the name of an image.
covers(pattern, image) if {
	contains(pattern, "/")
	some spelling in reference.spellings(image)
	glob.match(open_ended(pattern), null, spelling)
} else if {
	not contains(pattern, "/")
	glob.match(pattern, null, image.registry)
} else if {
	not contains(pattern, "/")
	image.official
	some spelling in {image.name, image.text}
	glob.match(pattern, null, spelling)
}

open_ended(pattern) := $"{pattern}*" if {
	endswith(pattern, "/")
} else := pattern

# Of an image whose name a variable hides only the registry can be held against a pattern.
may_cover(pattern, image) if {
	not image.name
	contains(pattern, "/")
	glob.match(split(pattern, "/")[0], null, image.registry)
} else if {
	not image.name
	image.registry == "docker.io"
	not regex.match(`[.:]`, split(pattern, "/")[0])
}
