# METADATA
# title: Findings
# description: |
#   What the rules of this bundle find in `input`, a document as `seaworthy parse` prints it. Each finding has the rule's
#   id, its severity, a message and a place. A finding that a graver one on the same node hides is left out.
# entrypoint: true
package seaworthy

# METADATA
# title: Findings in the document
# description: Every finding of every rule whose facet the document carries.
findings contains finding if {
	some finding in found
	not hidden[finding]
}

found contains object.union(finding, {"rule": rule.id, "severity": rule.severity}) if {
	some facet, rules in data.seaworthy.catalogue
	input[facet]
	some name, rule in rules
	some finding in data.seaworthy.rules[facet][name].deny
}

hidden contains finding if {
	some hider in found
	[facet, name] := split(hider.rule, "/")
	some id in data.seaworthy.catalogue[facet][name].hides
	some finding in found
	finding.rule == id
	within(finding.at, node(hider.at))
}

within(_, "")

within(at, place) if startswith($"{at}/", $"{place}/")

# The node of a place is the innermost element of a list that it stands in, or the whole document.
node(at) := concat("/", array.slice(parts, 0, max(indices) + 1)) if {
	parts := split(at, "/")
	indices := {i | some i, part in parts; regex.match(`^[0-9]+$`, part)}
	count(indices) > 0
} else := ""
