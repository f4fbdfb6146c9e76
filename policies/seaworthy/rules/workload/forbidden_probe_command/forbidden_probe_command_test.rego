package seaworthy.rules.workload.forbidden_probe_command_test

import data.seaworthy.rules.workload.forbidden_probe_command as rule
import data.seaworthy.testing

pod(command) := testing.pod({"containers": [testing.container({"probes": {"liveness": {
	"handler": "exec",
	"command": command,
	"at": "here",
}}})]})

test_reports[note] if {
	some note, command in {
		"the command": ["ps", "aux"],
		"with its path": ["/bin/ps"],
		"in a script": ["sh", "-c", "ps|grep nginx"],
		"in a substitution": ["sh", "-c", "test -n $(ps)"],
	}
	rule.deny == {{"msg": `container "web" has a liveness probe that runs ps`, "at": "here/command"}} with input as pod(command)
}

test_does_not_report[note] if {
	some note, document in {
		"another command": pod(["sh", "-c", "cat /tmp/healthy"]),
		"a part of a word": pod(["pseudo", "lsof"]),
		"another handler": testing.pod({"containers": [testing.container({"probes": {"liveness": {"handler": "tcp", "at": "here"}}})]}),
		"no probe": testing.pod({}),
	}
	rule.deny == set() with input as document
}

test_parameters[note] if {
	some note, parameters in {"another list": {"commands": ["curl"]}, "exempt": {"exempt": ["container:web"]}}
	rule.deny == set() with input as pod(["ps"])
		with data.seaworthy.parameters as {"workload/forbidden_probe_command": parameters}
}
