package seaworthy.rules.workload.host_namespace_entry_test

import data.seaworthy.rules.workload.host_namespace_entry as rule
import data.seaworthy.testing

pod(fields) := testing.pod({"containers": [testing.container(fields)]})

test_reports[note] if {
	some note, fields in {
		"process 1": {"command": ["nsenter", "-t", "1", "-m", "-u", "bash"]},
		"flags before it": {"command": ["/usr/bin/nsenter", "--mount", "--target=1", "--", "sh"]},
		"a namespace by its file": {"command": ["nsenter", "--mount=/proc/1/ns/mnt", "sh"]},
		"in a script": {"command": ["sh", "-c", "sleep 1; nsenter --target 1 --all reboot"]},
		"the host's files": {"command": ["chroot", "/host", "systemctl", "restart", "kubelet"]},
		"the host's files, wherever they are": {
			"command": ["chroot", "/node", "sh"],
			"mounts": [{"target": "/node", "kind": "host_path", "source": "/", "at": "m"}],
		},
	}
	{finding.at | some finding in rule.deny} == {"spec/containers/0/command"} with input as pod(fields)
}

test_says_with_what if {
	{finding.msg | some finding in rule.deny} == {`service "web" enters the host with nsenter`} with input as testing.service({"command": ["nsenter -t 1 -a sh"]})
}

test_does_not_report[note] if {
	some note, [fields, parameters] in {
		"another process": [{"command": ["nsenter", "-t", "1234", "-n"]}, {}],
		"another root": [{"command": ["chroot", "/srv/jail", "sh"]}, {}],
		"the program is only installed": [{"command": ["apk", "add", "nsenter -t 1"]}, {}],
		"a pattern that is not looked for": [{"command": ["chroot", "/host"]}, {"patterns": ["nsenter *"]}],
		"a pod that is exempt": [{"command": ["nsenter", "-t", "1"]}, {"exempt": ["kind:Pod"]}],
	}
	rule.deny == set() with input as pod(fields)
		with data.seaworthy.parameters as {"workload/host_namespace_entry": parameters}
}
