# METADATA
# title: Service fixes the name of its container
# description: |
#   Only one container of a name can be on a host: the service can no longer be scaled, and a second checkout of
#   the project, or any other project with the name, does not start.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#container_name
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict]
#   remediation: |
#     Remove `container_name`. Other services reach the service by its own name, and `docker compose exec` and
#     `logs` take it too.
package seaworthy.rules.compose.fixed_container_name

deny contains finding if {
	some service in input.compose.services
	name := service.container_name
	name.state != "unresolved"
	finding := {
		"msg": $"{service.title} fixes the name of its container to {name.text}",
		"at": name.at,
		"fix": {"safe": false, "edits": [{"act": "delete", "at": name.at}]},
	}
}
