package seaworthy.rules.dockerfile.world_writable_permission_test

import data.seaworthy.rules.dockerfile.world_writable_permission as rule
import data.seaworthy.testing

granting(fields) := testing.dockerfile({"acts": {"open_modes": [testing.command(object.union(
	{"program": "chmod", "mode": "777", "paths": ["/data"], "world_writable": true, "at": "steps/1/commands/0/mode"},
	fields,
))]}})

test_reports[note] if {
	some note, [fields, msg] in {
		"a command": [{}, "chmod with mode 777 makes /data writable for everybody"],
		"several paths": [{"paths": ["/a", "/b"]}, "chmod with mode 777 makes /a and /b writable for everybody"],
		"a copy": [{"program": "COPY", "mode": "0666"}, "COPY with mode 0666 makes what it puts at /data writable for everybody"],
	}
	rule.deny == {{"msg": msg, "at": "steps/1/commands/0/mode"}} with input as granting(fields)
}

test_does_not_report[note] if {
	some note, document in {
		"a bit of another kind": testing.dockerfile({"acts": {"open_modes": [testing.command({
			"program": "chmod",
			"mode": "4755",
			"paths": ["/usr/bin/ping"],
			"set_user": true,
		})]}}),
		"a stage that nothing ships": granting({"shipped": false}),
		"no modes": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
