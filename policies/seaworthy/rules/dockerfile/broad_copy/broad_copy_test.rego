package seaworthy.rules.dockerfile.broad_copy_test

import data.seaworthy.rules.dockerfile.broad_copy as rule
import data.seaworthy.testing

copying(keyword, fields, source) := testing.dockerfile({"instructions": {keyword: [testing.instruction(object.union(
	{"sources": [object.union({"at": "steps/1/sources/0"}, source)]},
	fields,
))]}})

test_reports[note] if {
	some note, [keyword, name, source] in {
		"the context": ["copy", "COPY", {"text": ".", "kind": "context"}],
		"all files in it": ["copy", "COPY", {"text": "*", "kind": "path"}],
		"with ADD": ["add", "ADD", {"text": "./", "kind": "context"}],
	}
	rule.deny == {{
		"msg": $"{name} ships whatever the build context holds",
		"at": "steps/1/sources/0",
	}} with input as copying(keyword, {}, source)
}

test_does_not_report[note] if {
	some note, [fields, source] in {
		"a folder": [{}, {"text": "src", "kind": "path"}],
		"some files": [{}, {"text": "*.js", "kind": "path"}],
		"a stage that nothing ships": [{"shipped": false}, {"text": ".", "kind": "context"}],
		"another stage": [{"from": "build"}, {"text": "/", "kind": "context"}],
	}
	rule.deny == set() with input as copying("copy", fields, source)
}
