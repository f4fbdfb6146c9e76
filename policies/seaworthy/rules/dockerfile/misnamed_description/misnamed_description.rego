# METADATA
# title: Comment above an argument or stage describes another name
# description: |
#   `docker build --call=outline` shows the comment right above an ARG or a FROM as its description, if it begins with the name.
#   One that begins otherwise is either a description that is never shown, or no description and in its place.
# related_resources:
#   - ref: https://docs.docker.com/reference/build-checks/invalid-definition-description/
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [opt-in, buildkit]
#   aliases:
#     - buildkit:InvalidDefinitionDescription
#   remediation: |
#     Begin the comment with the name, or leave an empty line below it.
package seaworthy.rules.dockerfile.misnamed_description

import data.seaworthy.lib.phrase

deny contains finding if {
	some description in input.dockerfile.style.misnamed_descriptions
	finding := {
		"msg": $"this comment stands where {phrase.list(description.names)} is described, and begins otherwise",
		"at": description.at,
	}
}
