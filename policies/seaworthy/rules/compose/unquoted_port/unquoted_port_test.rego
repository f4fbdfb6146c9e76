package seaworthy.rules.compose.unquoted_port_test

import data.seaworthy.rules.compose.unquoted_port as rule
import data.seaworthy.testing

told(fields) := {"compose/unquoted_port": object.union({"only_ambiguous": false, "quotes": "any", "lists": ["ports", "expose"]}, fields)}

publishing(fields) := testing.compose({"services": [testing.compose_service({"ports": [object.union(
	{"list": "ports", "text": "8080:80", "quotes": "none", "at": "services/web/ports/0"},
	fields,
)]})]})

replaced(text) := {"safe": true, "edits": [{"act": "replace", "at": "services/web/ports/0/value", "text": text}]}

test_reports[note] if {
	some note, [fields, parameters, msg, text] in {
		"no quotes": [{}, {}, "port 8080:80 of service \"web\" is not in quotes", "\"8080:80\""],
		"an exposed port": [{"list": "expose", "text": "80"}, {}, "port 80 of service \"web\" is not in quotes", "\"80\""],
		"other quotes": [{"quotes": "double"}, {"quotes": "single"}, "port 8080:80 of service \"web\" is not in single quotes", "'8080:80'"],
		"base 60": [
			{"text": "22:22", "ambiguous": true},
			{"only_ambiguous": true},
			"port 22:22 of service \"web\" is not in quotes",
			"\"22:22\"",
		],
	}
	rule.deny == {{"msg": msg, "at": "services/web/ports/0", "fix": replaced(text)}} with input as publishing(fields)
		with data.seaworthy.parameters as told(parameters)
}

test_does_not_report[note] if {
	some note, [fields, parameters] in {
		"quotes": [{"quotes": "single"}, {}],
		"the quotes that are asked for": [{"quotes": "double"}, {"quotes": "double"}],
		"a list that is left out": [{"list": "expose"}, {"lists": ["ports"]}],
		"a text that nobody misreads": [{}, {"only_ambiguous": true}],
	}
	rule.deny == set() with input as publishing(fields)
		with data.seaworthy.parameters as told(parameters)
}

test_does_not_mend_what_has_a_quote_in_it if {
	{object.keys(finding) | some finding in rule.deny} == {{"msg", "at"}} with input as publishing({"text": "${A:-'1'}:80"})
		with data.seaworthy.parameters as told({})
}
