package seaworthy.rules.workload.sysctl_value_injection_test

import data.seaworthy.rules.workload.sysctl_value_injection as rule
import data.seaworthy.testing

setting(value) := {"sysctls": [{"name": "kernel.shm_rmid_forced", "value": value, "at": "s"}]}

test_reports[note] if {
	some note, value in {
		"a second setting": "1+kernel.core_pattern=|/x.sh #",
		"a plus sign": "1+2",
		"an equals sign": "a=b",
	}
	rule.deny == {{
		"msg": `pod "web" sets kernel.shm_rmid_forced to a value that holds a second setting`,
		"at": "s",
	}} with input as testing.pod(setting(value))
}

test_does_not_report[note] if {
	some note, [document, selectors] in {
		"a plain value": [testing.pod(setting("1024 65535")), []],
		"no value": [testing.pod({"sysctls": [{"name": "kernel.sem", "at": "s"}]}), []],
		"compose, whose engines do not take it apart": [testing.service_with(setting("1+2")), []],
		"a pod that is exempt": [testing.pod(setting("1+2")), ["name:web"]],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/sysctl_value_injection": {"exempt": selectors}}
}
