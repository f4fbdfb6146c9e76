# METADATA
# title: Dockerfile selects a foreign frontend
# description: |
#   The syntax line names an image that interprets the file with the builder's rights. A frontend that its owner, or a thief
#   of the name, has turned could ask the builder for privileged containers (CVE-2024-23653) and puts into the image what it
#   likes.
# related_resources:
#   - ref: https://docs.docker.com/build/buildkit/frontend/
#   - ref: https://nvd.nist.gov/vuln/detail/CVE-2024-23653
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     allowed:
#       type: array
#       items: {type: string}
#       default: [docker/dockerfile, docker/dockerfile-upstream]
#       description: |
#         Patterns of frontends that are trusted, matched against the image without tag and digest, as written and in full
#         (`docker.io/docker/dockerfile`). A star crosses slashes.
#   remediation: |
#     Use `docker/dockerfile` by release or digest, or allow the frontend by the parameter `allowed`.
package seaworthy.rules.dockerfile.untrusted_frontend

import data.seaworthy.lib.parameter

deny contains finding if {
	syntax := input.dockerfile.syntax
	not allowed
	finding := {
		"msg": $"{syntax.text} interprets this file, and is none of the frontends that are trusted",
		"at": syntax.at,
	}
}

allowed if {
	some pattern in parameter.value("dockerfile/untrusted_frontend", "allowed")
	some name in input.dockerfile.syntax.names
	glob.match(pattern, null, name)
}
