# METADATA
# title: Base image is invalid unless an argument is passed
# description: |
#   A plain `docker build` fails on such a FROM, or pulls a name that nobody meant. So does every tool that reads the file
#   without knowing the arguments: scanners, update bots, editors.
# related_resources:
#   - ref: https://docs.docker.com/reference/build-checks/invalid-default-arg-in-from/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [default, strict, buildkit]
#   aliases:
#     - buildkit:InvalidDefaultArgInFrom
#   remediation: |
#     Give the ARG a usable default, `ARG TAG=3.22`, or write one where it is used, `${TAG:-3.22}`.
package seaworthy.rules.dockerfile.invalid_base_default

import data.seaworthy.lib.phrase

deny contains finding if {
	some stage in input.dockerfile.stages
	broken := stage.base.broken_default
	finding := {
		"msg": $"{cause(broken)} the base is {named(broken.text)}",
		"at": stage.base.at,
	}
}

cause(broken) := $"without a --build-arg for {phrase.list(broken.unset)}" if {
	broken.unset
} else := $"with the default of {phrase.list(broken.arguments)}"

named(text) := "empty" if {
	text == ""
} else := $"\"{text}\", which is no image"
