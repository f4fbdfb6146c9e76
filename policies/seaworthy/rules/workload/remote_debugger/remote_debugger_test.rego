package seaworthy.rules.workload.remote_debugger_test

import data.seaworthy.rules.workload.remote_debugger as rule
import data.seaworthy.testing

jdwp := "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address="

variable(text) := {"environment": [{"name": "JAVA_TOOL_OPTIONS", "text": text, "source": "literal", "at": "e"}]}

test_reports_commands[note] if {
	some note, command in {
		"the JVM": ["java", $"{jdwp}*:5005", "-jar", "app.jar"],
		"Node": ["node", "--inspect=0.0.0.0:9229", "server.js"],
		"Python": ["python", "-m", "debugpy", "--listen", "0.0.0.0:5678", "app.py"],
		"Go": ["/go/bin/dlv", "exec", "/app", "--headless", "--listen=:2345"],
		"in a script": ["sh", "-c", "cd /app; exec node --inspect-brk=0.0.0.0 server.js"],
	}
	rule.deny == {{
		"msg": `container "web" lets others connect to a debugger`,
		"at": "spec/containers/0/command",
	}} with input as testing.pod({"containers": [testing.container({"command": command})]})
}

test_reports_a_variable if {
	rule.deny == {{
		"msg": `service "web" lets others connect to a debugger`,
		"at": "e",
	}} with input as testing.service(variable($"-Xmx1g {jdwp}0.0.0.0:5005"))
}

test_does_not_report[note] if {
	some note, [fields, parameters] in {
		"no debugger": [{"command": ["node", "server.js"]}, {}],
		"Node on its own": [{"command": ["node", "--inspect", "server.js"]}, {}],
		"a debugger for the container alone": [variable($"{jdwp}127.0.0.1:5005"), {}],
		"a debugger that connects": [variable("-agentlib:jdwp=transport=dt_socket,server=n,address=ide:5005"), {}],
		"a variable from elsewhere": [{"environment": [{"name": "JAVA_OPTS", "source": "config_key", "at": "e"}]}, {}],
		"a pattern that is not looked for": [variable($"{jdwp}*:5005"), {"patterns": []}],
		"a service that is exempt": [variable($"{jdwp}*:5005"), {"exempt": ["name:web"]}],
	}
	rule.deny == set() with input as testing.service(fields)
		with data.seaworthy.parameters as {"workload/remote_debugger": parameters}
}
