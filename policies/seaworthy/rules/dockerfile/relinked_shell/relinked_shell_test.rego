package seaworthy.rules.dockerfile.relinked_shell_test

import data.seaworthy.rules.dockerfile.relinked_shell as rule
import data.seaworthy.testing

linking(program, operands) := testing.dockerfile({"commands": {program: [testing.command({"program": program, "operands": operands})]}})

test_reports[note] if {
	some note, [program, operands, path] in {
		"a link": ["ln", ["/bin/bash", "/bin/sh"], "/bin/sh"],
		"a relative link": ["ln", ["bash", "/bin/sh"], "/bin/sh"],
		"where /bin is a link itself": ["ln", ["/usr/bin/bash", "/usr/bin/sh"], "/usr/bin/sh"],
		"a copy": ["cp", ["/bin/bash", "/bin/sh"], "/bin/sh"],
	}
	rule.deny == {{
		"msg": $"{program} puts another shell in place of {path}",
		"at": "steps/1/commands/0",
	}} with input as linking(program, operands)
}

test_does_not_report[note] if {
	some note, document in {
		"a link to the shell": linking("ln", ["/bin/sh", "/usr/local/bin/run"]),
		"a link to something else": linking("ln", ["/bin/true", "/sbin/initctl"]),
		"a link without a name": linking("ln", ["/bin/sh"]),
		"a file without any": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
