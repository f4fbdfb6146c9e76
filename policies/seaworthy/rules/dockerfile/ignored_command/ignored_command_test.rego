package seaworthy.rules.dockerfile.ignored_command_test

import data.seaworthy.rules.dockerfile.ignored_command as rule
import data.seaworthy.testing

ending(effective) := testing.dockerfile({"stages": [testing.stage({"effective": effective})]})

cmd := testing.instruction({"form": "exec", "at": "steps/2"})

test_reports[note] if {
	some note, entrypoint in {
		"a script": {"form": "shell"},
		"what only looks like an array": {"form": "broken_exec"},
	}
	rule.deny == {{
		"msg": "CMD does nothing: the ENTRYPOINT of the stage is in shell form and takes no arguments",
		"at": "steps/2",
	}} with input as ending({"entrypoint": testing.instruction(entrypoint), "cmd": cmd})
}

test_does_not_report[note] if {
	some note, effective in {
		"an array": {"entrypoint": testing.instruction({"form": "exec"}), "cmd": cmd},
		"a script that reads its arguments": {"entrypoint": testing.instruction({"form": "shell", "reads_arguments": true}), "cmd": cmd},
		"no CMD": {"entrypoint": testing.instruction({"form": "shell"})},
		"no ENTRYPOINT": {"cmd": cmd},
	}
	rule.deny == set() with input as ending(effective)
}

test_a_line_of_windows_goes_on_with_the_command if {
	effective := {"entrypoint": testing.instruction({"form": "shell"}), "cmd": cmd}
	rule.deny == set() with input as testing.dockerfile({"stages": [testing.stage({"windows": true, "effective": effective})]})
}
