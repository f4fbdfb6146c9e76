# METADATA
# title: Port is not quoted
# description: |
#   YAML 1.1 reads two numbers with a colon as one in base 60, so 22:22 is 1342 for some readers. Quotes settle
#   it for all of them.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#ports
#   - ref: https://yaml.org/type/int.html
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [style]
#   aliases:
#     - dclint:require-quotes-in-ports
#   parameters:
#     only_ambiguous:
#       type: boolean
#       default: false
#       description: Whether to report only what some reader of YAML takes for another number.
#     quotes:
#       type: string
#       enum: [any, single, double]
#       default: any
#       description: The quotes that count.
#     lists:
#       type: array
#       items: {type: string, enum: [ports, expose]}
#       default: [ports, expose]
#       description: The lists that are judged.
#   remediation: |
#     Put the port in quotes.
package seaworthy.rules.compose.unquoted_port

import data.seaworthy.lib.parameter

deny contains object.union(finding, fix(port)) if {
	some service in input.compose.services
	some port in service.ports
	not quoted(port)
	port.list in parameter.value("compose/unquoted_port", "lists")
	not harmless(port)
	finding := {
		"msg": $"port {port.text} of {service.title} is not in {wanted}",
		"at": port.at,
	}
}

quoted(port) if {
	parameter.value("compose/unquoted_port", "quotes") == "any"
	port.quotes != "none"
}

quoted(port) if port.quotes == parameter.value("compose/unquoted_port", "quotes")

harmless(port) if {
	parameter.value("compose/unquoted_port", "only_ambiguous")
	not port.ambiguous
}

wanted := "quotes" if {
	parameter.value("compose/unquoted_port", "quotes") == "any"
} else := $"{parameter.value("compose/unquoted_port", "quotes")} quotes"

mark := "'" if {
	parameter.value("compose/unquoted_port", "quotes") == "single"
} else := "\""

fix(port) := {"fix": {"safe": true, "edits": [{
	"act": "replace",
	"at": $"{port.at}/value",
	"text": $"{mark}{port.text}{mark}",
}]}} if {
	not contains(port.text, "'")
	not contains(port.text, "\"")
	not contains(port.text, "\\")
} else := {}
