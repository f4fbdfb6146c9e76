package seaworthy.rules.dockerfile.copy_many_to_file_test

import data.seaworthy.rules.dockerfile.copy_many_to_file as rule
import data.seaworthy.testing

copying(keyword, count_of_sources, destination) := testing.dockerfile({"instructions": {keyword: [testing.instruction({
	"sources": [{"text": $"file{n}", "kind": "path"} | some n in numbers.range(1, count_of_sources)],
	"destination": object.union({"text": "app", "state": "literal", "at": "steps/1/destination"}, destination),
})]}})

test_reports[note] if {
	some note, [keyword, destination] in {
		"COPY": ["copy", {}],
		"ADD": ["add", {}],
		"an argument with a default": ["copy", {"state": "overridable"}],
	}
	rule.deny == {{
		"msg": "2 sources are copied to app, which is a file name without a slash at its end",
		"at": "steps/1/destination",
		"fix": {"safe": true, "edits": [{"act": "insert_after", "at": "steps/1/destination/text", "text": "/"}]},
	}} with input as copying(keyword, 2, destination)
}

test_does_not_report[note] if {
	some note, document in {
		"one source": copying("copy", 1, {}),
		"a folder": copying("copy", 2, {"text": "app/", "folder": true}),
		"a variable that may end in a slash": copying("copy", 2, {"text": "${DIR}", "state": "unresolved"}),
		"no copies": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
