package seaworthy.rules.workload.download_and_run_command_test

import data.seaworthy.rules.workload.download_and_run_command as rule
import data.seaworthy.testing

service(script) := testing.service({"command": ["sh", "-c", script]})

test_reports[note] if {
	some note, script in {
		"a pipe": "curl -fsSL https://get.example.com | sh",
		"a pipe to another user's shell": "wget -qO- https://get.example.com | sudo -E bash -s -- --yes",
		"a pipe through something": "curl -s https://get.example.com/a.gz | gunzip | bash",
		"an interpreter": "curl -s https://get.example.com/a.py | python3 -",
		"a substitution": `bash -c "$(curl -fsSL https://get.example.com)"`,
		"an input that is a process": "bash <(curl -s https://get.example.com)",
		"a file": "curl -Lo /tmp/a https://get.example.com && chmod +x /tmp/a && /tmp/a",
		"a file by a shell": "wget https://get.example.com/install.sh; sh install.sh",
		"a file by its address": "curl -LO https://dl.example.com/tool\nchmod +x tool\n./tool",
		"a file by a redirection": "curl https://get.example.com > run.sh; . ./run.sh",
	}
	rule.deny == {{
		"msg": `service "web" runs what it downloads when it starts`,
		"at": "services/web/command",
	}} with input as service(script)
}

test_reports_a_container if {
	{finding.at | some finding in rule.deny} == {"spec/containers/0/arguments"} with input as testing.pod({"containers": [testing.container({"arguments": ["bash", "-c", "curl -s https://x.example.com | bash"]})]})
}

test_does_not_report[note] if {
	some note, [script, selectors] in {
		"a request": ["curl -f http://localhost/ready", []],
		"data for a program": ["curl -s http://api.example.com | python3 -m json.tool", []],
		"data for a text": ["curl -s http://api.example.com | python -c 'import sys'", []],
		"data for a file's program": ["curl -s http://api.example.com | node filter.js", []],
		"a file that is not run": ["wget -O /plugins/a.jar https://dl.example.com/a.jar && java -jar app.jar", []],
		"a file that is checked": [
			"curl -Lo a https://get.example.com && echo \"$SUM  a\" | sha256sum -c && sh a",
			[],
		],
		"only a text": ["echo 'curl https://get.example.com | sh'", []],
		"a service that is exempt": ["curl https://get.example.com | sh", ["name:web"]],
	}
	rule.deny == set() with input as service(script)
		with data.seaworthy.parameters as {"workload/download_and_run_command": {"exempt": selectors}}
}
