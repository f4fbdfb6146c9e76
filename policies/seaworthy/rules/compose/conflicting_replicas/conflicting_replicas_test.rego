package seaworthy.rules.compose.conflicting_replicas_test

import data.seaworthy.rules.compose.conflicting_replicas as rule
import data.seaworthy.testing

replicated(count, fields) := testing.compose({"services": [testing.compose_service(object.union(
	{"replicas": {"count": count, "at": "services/web/scale"}},
	fields,
))]})

name := {"container_name": {"text": "shop", "state": "literal", "at": "services/web/container_name"}}

port := {"fixed_ports": [{"port": "8080", "at": "services/web/ports/0"}]}

test_reports[note] if {
	some note, [fields, msg, at] in {
		"a name": [
			name,
			"service \"web\" runs 3 replicas, and only one container can be named shop",
			"services/web/container_name",
		],
		"a port": [
			port,
			"service \"web\" runs 3 replicas, and only one can have port 8080 of the host",
			"services/web/ports/0",
		],
	}
	rule.deny == {{"msg": msg, "at": at}} with input as replicated(3, fields)
}

test_does_not_report[note] if {
	some note, document in {
		"one replica": replicated(1, object.union(name, port)),
		"replicas that share nothing": replicated(3, {}),
		"a name that a variable makes": replicated(3, {"container_name": {"text": "${N}", "state": "unresolved", "at": "here"}}),
		"no number": testing.compose({"services": [testing.compose_service(object.union(name, port))]}),
	}
	rule.deny == set() with input as document
}
