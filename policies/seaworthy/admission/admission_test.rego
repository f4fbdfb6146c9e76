package seaworthy.admission_test

import data.seaworthy.admission

privileged := {
	"rule": "workload/privileged_container",
	"severity": "critical",
	"msg": `container "web" runs privileged`,
	"at": "spec/containers/0/privileged",
}

trifle := {"rule": "workload/trifle", "severity": "low", "msg": "a trifle", "at": "spec"}

pod := {"kind": "Pod", "spec": {"containers": [{"name": "web", "securityContext": {"privileged": true}}]}}

request := {"uid": "1", "operation": "CREATE", "object": pod}

asked(changes) := {
	"apiVersion": "admission.k8s.io/v1",
	"kind": "AdmissionReview",
	"request": object.union(request, changes),
}

answered(findings, changes) := response if {
	response := admission.review.response with data.seaworthy.findings as findings with input as asked(changes)
}

test_a_grave_finding_denies if {
	answered({privileged, trifle}, {}) == {
		"uid": "1",
		"allowed": false,
		"status": {
			"code": 403,
			"reason": "Forbidden",
			"message": `container "web" runs privileged [workload/privileged_container]`,
		},
		"warnings": ["a trifle [workload/trifle]"],
	}
}

test_a_light_finding_warns if {
	answered({trifle}, {}) == {"uid": "1", "allowed": true, "warnings": ["a trifle [workload/trifle]"]}
}

test_allowed[note] if {
	some note, [findings, changes] in {
		"nothing is found": [set(), {}],
		"a deletion": [{privileged}, {"operation": "DELETE", "object": null, "oldObject": pod}],
		"a deletion whose object is given": [{privileged}, {"operation": "DELETE"}],
		"an object without a pod": [{privileged}, {"object": {"kind": "Service", "spec": {}}}],
		"no object": [{privileged}, {"object": null}],
		"an update of a pod that was so before": [{privileged}, {"operation": "UPDATE", "oldObject": pod}],
		"an update of what is being deleted": [
			{privileged},
			{"operation": "UPDATE", "object": object.union(pod, {"metadata": {"deletionTimestamp": "2026-01-01T00:00:00Z"}})},
		],
	}
	answered(findings, changes) == {"uid": "1", "allowed": true}
}

test_update_that_brings_a_finding_is_denied if {
	answered({privileged}, {"operation": "UPDATE", "oldObject": {"kind": "Service"}}).allowed == false
}

test_update_of_what_can_be_mended_is_denied if {
	deployment := {"kind": "Deployment", "spec": {"template": {"spec": pod.spec}}}
	answered({privileged}, {"operation": "UPDATE", "object": deployment, "oldObject": deployment}).allowed == false
}

test_threshold[note] if {
	some note, [threshold, allowed] in {
		"all severities deny": ["info", false],
		"the finding's own severity denies": ["low", false],
		"a graver one lets it pass": ["medium", true],
		"a misspelt one opens no door": ["hihg", false],
	}
	response := answered({trifle}, {}) with data.seaworthy.admission.fail_on as threshold
	response.allowed == allowed
}

test_an_operation_that_is_not_given_is_judged if {
	review := {"request": {"uid": "1", "object": pod}}
	response := admission.review with data.seaworthy.findings as {privileged} with input as review
	response.apiVersion == "admission.k8s.io/v1"
	response.response.allowed == false
}
