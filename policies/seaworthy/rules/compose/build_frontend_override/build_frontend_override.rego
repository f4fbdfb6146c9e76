# METADATA
# title: Build argument replaces the Dockerfile frontend
# description: |
#   BUILDKIT_SYNTAX makes BuildKit run an image of that name as the reader of the Dockerfile, whatever the
#   Dockerfile says. Before BuildKit 0.28.1 a frontend could even write outside of the build.
# related_resources:
#   - ref: https://docs.docker.com/build/buildkit/frontend/
#   - ref: https://nvd.nist.gov/vuln/detail/CVE-2026-33747
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     allowed:
#       type: array
#       items: {type: string}
#       default: ["docker/dockerfile:*", "docker.io/docker/dockerfile:*"]
#       description: Patterns of frontends that may be used.
#   remediation: |
#     Remove the argument. A frontend that the build needs belongs into the `# syntax=` line of the Dockerfile,
#     by digest.
package seaworthy.rules.compose.build_frontend_override

import data.seaworthy.lib.parameter

deny contains finding if {
	some service in input.compose.services
	frontend := service.build.frontend
	frontend.state != "unresolved"
	not allowed(frontend.text)
	finding := {
		"msg": $"the Dockerfile of {service.title} is read by the image {frontend.text}",
		"at": frontend.at,
	}
}

allowed(image) if {
	some pattern in parameter.value("compose/build_frontend_override", "allowed")
	glob.match(pattern, null, image)
}
