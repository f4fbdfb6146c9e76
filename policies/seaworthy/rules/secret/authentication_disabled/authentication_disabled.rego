# METADATA
# title: Service lets everybody in
# description: |
#   Services have a switch that turns passwords off, made for a first try on a laptop. In an image or a manifest it goes wherever
#   the file goes, and whoever reaches the port owns the data, often the machine too.
# related_resources:
#   - ref: https://cwe.mitre.org/data/definitions/306.html
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Remove the switch, and give the service a password from a secret.
package seaworthy.rules.secret.authentication_disabled

deny contains finding if {
	some service in input.secret.open_services
	finding := {
		"msg": $"{service.service} lets everybody in: {service.switch}",
		"at": service.at,
	}
}
