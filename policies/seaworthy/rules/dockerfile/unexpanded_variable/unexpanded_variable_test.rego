package seaworthy.rules.dockerfile.unexpanded_variable_test

import data.seaworthy.rules.dockerfile.unexpanded_variable as rule
import data.seaworthy.testing

variable := {"text": "$PORT", "at": "steps/1/words/1"}

starting(keyword, fields, effective) := testing.dockerfile({
	"stages": [testing.stage({"effective": effective})],
	"instructions": {keyword: [testing.instruction(object.union({"form": "exec", "literal": [variable]}, fields))]},
})

entrypoint(program, form) := {"entrypoint": {"form": form, "commands": [{"program": program}]}}

test_reports[note] if {
	some note, [keyword, effective, name] in {
		"a CMD": ["cmd", {}, "CMD"],
		"a CMD that a program gets": ["cmd", entrypoint("python", "exec"), "CMD"],
		"an ENTRYPOINT": ["entrypoint", entrypoint("docker-entrypoint.sh", "exec"), "ENTRYPOINT"],
		"a HEALTHCHECK": ["healthcheck", {}, "HEALTHCHECK"],
	}
	rule.deny == {{
		"msg": $"nothing expands $PORT in the array of {name}",
		"at": "steps/1/words/1",
	}} with input as starting(keyword, {}, effective)
}

test_does_not_report[note] if {
	some note, [fields, effective] in {
		"an array without variables": [{"literal": []}, {}],
		"a command that a later one replaces": [{"superseded": true}, {}],
		"a CMD that a shell gets": [{}, entrypoint("sh", "exec")],
		"a CMD that a script gets": [{}, entrypoint("docker-entrypoint.sh", "exec")],
		"a CMD that is ignored": [{}, entrypoint("api", "shell")],
	}
	rule.deny == set() with input as starting("cmd", fields, effective)
}
