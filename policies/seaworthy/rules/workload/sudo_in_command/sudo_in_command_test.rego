package seaworthy.rules.workload.sudo_in_command_test

import data.seaworthy.rules.workload.sudo_in_command as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"a command": [
			testing.pod({"containers": [testing.container({"command": ["/usr/bin/sudo", "-E", "nginx"]})]}),
			{"msg": `container "web" runs nginx with sudo`, "at": "spec/containers/0/command"},
		],
		"a script": [
			testing.service({"arguments": ["sh", "-c", "cd /app && sudo ./run"]}),
			{"msg": `service "web" runs run with sudo`, "at": "services/web/arguments"},
		],
		"a hook": [
			testing.pod({"containers": [testing.container({"hooks": {"pre_stop": {
				"command": ["sudo", "reload"],
				"at": "h",
			}}})]}),
			{"msg": `container "web" runs reload with sudo`, "at": "h/command"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, [arguments, selectors] in {
		"another command": [["nginx"], []],
		"sudo as an argument": [["apk", "add", "sudo"], []],
		"sudo in a text": [["sh", "-c", "echo 'use sudo; now'"], []],
		"a service that is exempt": [["sudo", "nginx"], ["name:web"]],
	}
	rule.deny == set() with input as testing.service({"arguments": arguments})
		with data.seaworthy.parameters as {"workload/sudo_in_command": {"exempt": selectors}}
}
