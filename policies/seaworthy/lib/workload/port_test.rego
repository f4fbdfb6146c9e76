package seaworthy.lib.workload_test

import data.seaworthy.lib.workload
import data.seaworthy.testing

test_published[note] if {
	some note, [document, want] in {
		"a service's port": [testing.service({"ports": [{"published": true, "text": "80:8080"}]}), ["80:8080"]],
		"a port without text": [testing.service({"ports": [{"published": true, "host_port": 80, "target": 8080}]}), ["80:8080"]],
		"a random port of the host": [testing.service({"ports": [{"published": true, "target": 8080}]}), ["8080"]],
		"a port that is hidden by a variable": [testing.service({"ports": [{"published": true}]}), ["a port"]],
		"a port that is not published": [testing.service({"ports": [{"target": 8080}]}), []],
		"a port of a node": [testing.pod({"containers": [testing.container({"ports": [{"published": true, "target": 8080}]})]}), []],
		"the host's network": [
			testing.service_with({"host": {"network": true}, "containers": [{"title": "x", "ports": [{"published": true}]}]}),
			[],
		],
	}
	found := workload.published("workload/any") with input as document
	[port.called | some port in found] == want
}

test_on_all_interfaces[note] if {
	some note, [port, open] in {
		"no address": [{}, true],
		"the address of all": [{"address": "0.0.0.0"}, true],
		"the address of all in version 6": [{"address": "::"}, true],
		"the loopback": [{"address": "127.0.0.1"}, false],
		"a variable": [{"address": "${BIND}"}, false],
	}
	{"yes" | workload.on_all_interfaces(port)} == {"yes" | open}
}

test_in_ranges[note] if {
	some note, [number, ranges, within] in {
		"a number": [53, ["53"], true],
		"first of a range": [8000, ["53", "8000-8999"], true],
		"last of a range": [8999, ["53", "8000-8999"], true],
		"past the range": [9000, ["53", "8000-8999"], false],
		"no ranges": [53, [], false],
		"no range at all": [53, ["dns"], false],
	}
	{"yes" | workload.in_ranges(number, ranges)} == {"yes" | within}
}
