package seaworthy.rules.dockerfile.shell_form_without_shell_test

import data.seaworthy.rules.dockerfile.shell_form_without_shell as rule
import data.seaworthy.testing

list := [{"images": ["debian:*"], "shell": false}, {"images": ["alpine:*"], "shell": true}]

ending(base, effective) := testing.dockerfile({"stages": [testing.stage({
	"base": testing.base(base),
	"effective": effective,
})]})

command(fields) := testing.instruction(object.union({"form": "shell"}, fields))

test_reports[note] if {
	some note, [base, effective, msg] in {
		"a CMD from scratch": [
			{"kind": "scratch", "text": "scratch", "names": []},
			{"cmd": command({})},
			"CMD needs a shell, and scratch has none",
		],
		"an ENTRYPOINT on a base without a shell": [{}, {"entrypoint": command({})}, "ENTRYPOINT needs a shell, and debian:12 has none"],
		"a HEALTHCHECK": [{}, {"healthcheck": command({})}, "HEALTHCHECK needs a shell, and debian:12 has none"],
		"what only looks like an array": [{}, {"cmd": command({"form": "broken_exec"})}, "CMD needs a shell, and debian:12 has none"],
	}
	rule.deny == {{"msg": msg, "at": "steps/1"}} with input as ending(base, effective)
		with data.seaworthy.data.base_images as list
}

test_does_not_report[note] if {
	some note, [base, effective] in {
		"an array": [{}, {"cmd": command({"form": "exec"})}],
		"a base with a shell": [{"names": ["alpine:3.21"]}, {"cmd": command({})}],
		"a base that nobody knows": [{"names": ["registry.example.com/base:1"]}, {"cmd": command({})}],
		"a shell that is copied in": [{}, {"cmd": command({}), "shell_supplied": true}],
		"a shell that SHELL names": [{}, {"cmd": command({"shell_declared": true})}],
		"a CMD that is an argument": [{}, {"cmd": command({}), "entrypoint": command({"form": "exec"})}],
		"a check that is switched off": [{}, {"healthcheck": testing.instruction({"disabled": true})}],
	}
	rule.deny == set() with input as ending(base, effective)
		with data.seaworthy.data.base_images as list
}
