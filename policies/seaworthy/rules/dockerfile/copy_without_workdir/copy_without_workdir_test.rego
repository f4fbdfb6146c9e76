package seaworthy.rules.dockerfile.copy_without_workdir_test

import data.seaworthy.rules.dockerfile.copy_without_workdir as rule
import data.seaworthy.testing

copying(keyword, destination) := testing.dockerfile({"instructions": {keyword: [testing.instruction({
	"sources": [{"text": "app", "kind": "path"}],
	"destination": object.union({"text": "bin/app", "kind": "relative", "at": "steps/1/destination"}, destination),
})]}})

test_reports[note] if {
	some note, [keyword, name] in {"COPY": ["copy", "COPY"], "ADD": ["add", "ADD"]}
	rule.deny == {{
		"msg": $"{name} puts bin/app where the base image's working directory happens to be",
		"at": "steps/1/destination",
	}} with input as copying(keyword, {"unanchored": true})
}

test_does_not_report[note] if {
	some note, document in {
		"a destination below a WORKDIR": copying("copy", {"path": "/app/bin/app"}),
		"an absolute destination": copying("copy", {"kind": "absolute", "text": "/app", "path": "/app"}),
		"no copies": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
