package seaworthy.rules.dockerfile.whole_filesystem_copied_test

import data.seaworthy.rules.dockerfile.whole_filesystem_copied as rule
import data.seaworthy.testing

parameters := {"dockerfile/whole_filesystem_copied": {"overlays": ["tools/overlay:*"]}}

copying(fields, source) := testing.dockerfile({"instructions": {"copy": [testing.instruction(object.union(
	{"from": "build", "sources": [source], "destination": {"text": "/", "path": "/"}},
	fields,
))]}})

test_reports[note] if {
	some note, source in {
		"the root": {"text": "/", "kind": "context"},
		"all that is in it": {"text": "/*", "kind": "path"},
	}
	rule.deny == {{"msg": "everything in build is copied over the root", "at": "steps/1"}} with input as copying({}, source)
		with data.seaworthy.parameters as parameters
}

test_does_not_report[note] if {
	some note, document in {
		"one folder": copying({}, {"text": "/app", "kind": "path"}),
		"a folder of its own": copying({"destination": {"text": "/rootfs", "path": "/rootfs"}}, {"text": "/", "kind": "context"}),
		"a stage that nothing ships": copying({"shipped": false}, {"text": "/", "kind": "context"}),
		"the build context": testing.dockerfile({"instructions": {"copy": [testing.instruction({
			"sources": [{"text": "/", "kind": "context"}],
			"destination": {"text": "/", "path": "/"},
		})]}}),
	}
	rule.deny == set() with input as document with data.seaworthy.parameters as parameters
}

from_stage(base) := object.union(
	copying({"from_stage": 0, "stage": 1}, {"text": "/", "kind": "context"}),
	{"dockerfile": {"stages": [testing.stage({"base": testing.base(base)}), testing.stage({"index": 1})]}},
)

test_reports_a_stage_that_stands_on_an_image if {
	rule.deny == {{"msg": "everything in build is copied over the root", "at": "steps/1"}} with input as from_stage({})
		with data.seaworthy.parameters as parameters
}

test_leaves_out[note] if {
	some note, document in {
		"a stage that the file has filled itself": from_stage({"kind": "scratch", "text": "scratch"}),
		"a stage of an image that is made for it": from_stage({"names": ["tools/overlay:1", "docker.io/tools/overlay:1"]}),
		"an image that is made for it": copying({"from": "tools/overlay:1@sha256:0"}, {"text": "/", "kind": "context"}),
	}
	rule.deny == set() with input as document with data.seaworthy.parameters as parameters
}
