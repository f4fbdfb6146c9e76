package seaworthy.rules.project.missing_ignore_file_test

import data.seaworthy.rules.project.missing_ignore_file as rule

built(build) := {"kind": "dockerfile", "file": "Dockerfile", "project": {"builds": [object.union({"dockerfile": "Dockerfile"}, build)]}}

wholes := [{"instruction": "COPY", "at": "steps/2/sources/0"}, {"instruction": "ADD", "at": "steps/5/sources/0"}]

test_the_first_copy_of_the_context_is_reported if {
	rule.deny == {{
		"msg": "COPY takes the whole build context, and no ignore file says what stays out",
		"at": "steps/2/sources/0",
	}} with input as built({"wholes": wholes})
}

test_does_not_report[note] if {
	some note, build in {
		"an ignore file beside it": {"wholes": wholes, "ignore_file": ".dockerignore"},
		"files copied by name": {},
	}
	rule.deny == set() with input as built(build)
}
