package seaworthy.lib.workload_test

import data.seaworthy.lib.workload
import data.seaworthy.testing

running(fields) := testing.pod({"containers": [testing.container(fields)]})

test_programs_of_a_container[note] if {
	some note, [fields, want] in {
		"no command at all": [{}, set()],
		"words": [{"command": ["/usr/bin/sleep", "1h"]}, {"sleep"}],
		"arguments go to a program that is known": [{"command": ["web"], "arguments": ["--port", "80"]}, {"web"}],
		"arguments alone": [{"arguments": ["nginx", "-g", "daemon off;"]}, {"nginx"}],
		"one text with spaces": [{"arguments": ["npm run start"]}, {"npm"}],
		"one text, with a script in it": [{"arguments": [`sh -c "a && b"`]}, {"a", "b"}],
		"one text that no shell reads": [{"arguments": ["echo a && b"]}, {"echo"}],
		"one text and further words": [{"command": ["sudo a"], "arguments": ["b"]}, {"a"}],
		"a script": [{"command": ["sh", "-c"], "arguments": ["date; echo hello"]}, {"date", "echo"}],
		"a script behind an init": [{"command": ["tini", "--", "bash", "-euo", "pipefail", "-c", "a && b"]}, {"a", "b"}],
		"a shell without a script": [{"command": ["sh", "/run.sh"]}, {"sh"}],
		"a flag with a c that is no shell's": [{"command": ["ping", "-c", "3 times"]}, {"ping"}],
		"operators": [{"command": ["sh", "-c", "a || b & (c | d) 2>&1"]}, {"a", "b", "c", "d"}],
		"quotes hide operators": [{"command": ["sh", "-c", `echo "a; b" 'c | d' \; e`]}, {"echo"}],
		"lines, continued and commented": [
			{"command": ["sh", "-c", "a \\\n  -x\n# don't\nb '\nc'"]},
			{"a", "b"},
		],
		"words of the shell, assignments and starters": [
			{"command": ["sh", "-c", "if ! A=1 sudo -E timeout 5s a; then exec b; fi"]},
			{"a", "b", "fi"},
		],
		"the account of sudo": [{"command": ["sudo", "-u", "web", "a", "-u", "b"]}, {"a"}],
		"a variable stays one": [{"command": ["sh", "-c", "$TOOL run"]}, {"$TOOL"}],
		"hooks": [{"hooks": {"pre_stop": {"command": ["/bin/sleep", "5"], "at": "x"}}}, {"sleep"}],
		"a health check": [{"health_check": {"command": ["CMD", "curl", "-f"], "at": "x"}}, {"curl"}],
		"a health check by a shell": [{"health_check": {"command": ["CMD-SHELL", "a || exit 1"], "at": "x"}}, {"a", "exit"}],
	}
	found := {command.program | some command in workload.commands} with input as running(fields)
	found == want
}

test_a_stage_in_full if {
	found := workload.pipelines with input as running({"command": ["sh", "-c", "curl -s 'a b' | sudo -E /bin/bash -"]})
	found == {{"container": 0, "at": "spec/containers/0/command", "stages": [
		{"program": "curl", "words": ["curl", "-s", "a b"], "wrappers": set()},
		{"program": "bash", "words": ["/bin/bash", "-"], "wrappers": {"sudo", "-E"}},
	]}}
}

test_places_of_commands[note] if {
	some note, [fields, want] in {
		"the command": [{"command": ["a"], "arguments": ["b"]}, "spec/containers/0/command"],
		"the arguments, without a command": [{"arguments": ["a"]}, "spec/containers/0/arguments"],
		"a probe": [{"probes": {"liveness": {"command": ["a"], "at": "probe/exec"}}}, "probe/exec/command"],
	}
	found := {command.at | some command in workload.commands} with input as running(fields)
	found == {want}
}

test_line if {
	workload.line({"program": "nsenter", "words": ["/bin/nsenter", "-t", "1"]}) == "nsenter -t 1 "
}
