# METADATA
# title: Volume has needless quotes
# description: |
#   A volume in short syntax is a text with or without quotes. One way of writing it makes lists easier to
#   compare.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#volumes
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style]
#   aliases:
#     - dclint:no-quotes-in-volumes
#   remediation: |
#     Remove the quotes.
package seaworthy.rules.compose.quoted_volume

deny contains finding if {
	some service in input.compose.services
	some volume in service.volumes
	volume.quotes != "none"
	volume.plain
	finding := {
		"msg": $"volume {volume.text} of {service.title} needs no quotes",
		"at": volume.at,
		"fix": {"safe": true, "edits": [{"act": "replace", "at": $"{volume.at}/value", "text": volume.text}]},
	}
}
