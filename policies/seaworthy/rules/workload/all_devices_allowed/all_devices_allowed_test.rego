package seaworthy.rules.workload.all_devices_allowed_test

import data.seaworthy.rules.workload.all_devices_allowed as rule
import data.seaworthy.testing

service(text) := testing.service({"device_rules": [{"text": text, "at": "services/web/device_cgroup_rules/0"}]})

test_reports[note] if {
	some note, text in {
		"every device of all kinds": "a *:* rwm",
		"that, in short": "a",
		"every disk": "b *:* r",
		"every other device": "c *:* rwm",
	}
	rule.deny == {{
		"msg": $`service "web" may use every device of the host: {text}`,
		"at": "services/web/device_cgroup_rules/0",
	}} with input as service(text)
}

test_does_not_report[note] if {
	some note, [text, selectors] in {
		"devices of one kind": ["c 189:* rwm", []],
		"the files of devices": ["c *:* m", []],
		"a service that is exempt": ["a *:* rwm", ["name:web"]],
	}
	rule.deny == set() with input as service(text)
		with data.seaworthy.parameters as {"workload/all_devices_allowed": {"exempt": selectors}}
}

test_does_not_report_containers_without_rules if {
	rule.deny == set() with input as testing.pod({})
}
