package seaworthy.rules.workload.ssh_server_test

import data.seaworthy.rules.workload.ssh_server as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"a port": [
			testing.pod({"containers": [testing.container({"ports": [{"target": 22, "at": "p"}]})]}),
			{"msg": `container "web" opens port 22 for SSH`, "at": "p"},
		],
		"a port of a service, with its protocol": [
			testing.service({"ports": [{"target": 22, "protocol": "tcp", "host_port": 2222, "at": "p"}]}),
			{"msg": `service "web" opens port 22 for SSH`, "at": "p"},
		],
		"a server": [
			testing.service({"command": ["/usr/sbin/sshd", "-D"]}),
			{"msg": `service "web" starts sshd`, "at": "services/web/command"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, [fields, parameters] in {
		"another port": [{"ports": [{"target": 2222, "host_port": 22, "at": "p"}]}, {}],
		"another protocol": [{"ports": [{"target": 22, "protocol": "udp", "at": "p"}]}, {}],
		"a client": [{"command": ["ssh", "host"]}, {}],
		"a port that is not looked for": [{"ports": [{"target": 22, "at": "p"}]}, {"ports": [2222]}],
		"a git server, whose clients speak SSH": [{"image": "codeberg.org/forgejo/forgejo:11", "ports": [{"target": 22, "at": "p"}]}, {}],
		"a git server that starts its own": [{"image": "gitlab/gitlab-ce:18.0.0", "command": ["/usr/sbin/sshd", "-D"]}, {}],
		"a service that is exempt": [{"ports": [{"target": 22, "at": "p"}]}, {"exempt": ["name:web"]}],
	}
	rule.deny == set() with input as testing.service(fields)
		with data.seaworthy.parameters as {"workload/ssh_server": parameters}
}
