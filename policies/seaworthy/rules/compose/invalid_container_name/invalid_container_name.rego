# METADATA
# title: Engine refuses the name of the container
# description: |
#   A name has two characters or more: letters, digits, underscores, dots and dashes, and begins with a letter or
#   digit. The engine refuses any other, so the service does not start.
# related_resources:
#   - ref: https://docs.docker.com/reference/cli/docker/container/create/
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#container_name
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, reliability]
#   aliases:
#     - dclint:service-container-name-regex
#   remediation: |
#     Use letters, digits, underscores, dots and dashes, or no `container_name` at all.
package seaworthy.rules.compose.invalid_container_name

deny contains finding if {
	some service in input.compose.services
	service.malformed_name
	name := service.container_name
	finding := {
		"msg": $"no engine takes {name.text} for the name of a container",
		"at": name.at,
	}
}
