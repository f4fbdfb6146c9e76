package seaworthy.rules.workload.overcommitted_resource_test

import data.seaworthy.rules.workload.overcommitted_resource as rule
import data.seaworthy.testing

pod(fields) := testing.pod({"containers": [testing.container(fields)]})

parameters(set) := {"workload/overcommitted_resource": object.union({"max_ratio": {"memory": 2}, "exempt": []}, set)}

memory(request, limit) := {"requests": {"memory": request}, "limits": {"memory": limit}}

test_reports if {
	rule.deny == {{
		"msg": `container "web" may use 1Gi of memory and requests 128Mi`,
		"at": "spec/containers/0/limits/memory",
	}} with input as pod(memory("128Mi", "1Gi"))
		with data.seaworthy.parameters as parameters({})
}

test_does_not_report[note] if {
	some note, [document, set] in {
		"as much as may be": [pod(memory("1Gi", "2Gi")), {}],
		"equal in other words": [pod(memory("1024Mi", "1Gi")), {"max_ratio": {"memory": 1}}],
		"no limit": [pod({"requests": {"memory": "1Gi"}}), {}],
		"a limit alone, which is the request too": [pod({"limits": {"memory": "1Gi"}}), {}],
		"a resource that has no ratio": [pod({"requests": {"cpu": "1"}, "limits": {"cpu": "64"}}), {}],
		"roles": [pod(object.union(memory("1Mi", "1Ti"), {"role": "init"})), {"roles": ["main"]}],
		"exempt": [pod(memory("1Mi", "1Ti")), {"exempt": ["container:web"]}],
		"a service": [testing.service(memory("1Mi", "1Ti")), {"report_unset": true}],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as parameters(set)
}

test_unset[note] if {
	some note, [fields, want] in {
		"neither": [{}, {"spec/containers/0/limits/memory", "spec/containers/0/requests/memory"}],
		"the request": [{"limits": {"memory": "1Gi"}}, {"spec/containers/0/requests/memory"}],
		"none is unset": [memory("1Gi", "1Gi"), set()],
	}
	found := rule.deny with input as pod(fields)
		with data.seaworthy.parameters as parameters({"report_unset": true})
	{finding.at | some finding in found} == want
}
