# METADATA
# title: Parameters of rules
# description: |
#   The one door through which a rule reads what it may be told. A value set by whoever runs the rules wins, else the
#   default in the rule's own METADATA holds.
package seaworthy.lib.parameter

# METADATA
# title: Value of a rule's parameter
# description: |
#   Takes the rule's id and the parameter's name: `parameter.value("dockerfile/missing_user", "nonroot_bases")`.
# scope: document
value(rule, name) := chosen if {
	chosen := data.seaworthy.parameters[rule][name]
} else := chosen if {
	[facet, rule_name] := split(rule, "/")
	chosen := data.seaworthy.catalogue[facet][rule_name].parameters[name]["default"]
}
