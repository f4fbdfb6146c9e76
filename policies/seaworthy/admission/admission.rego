# METADATA
# title: Admission
# description: |
#   Answers an AdmissionReview of Kubernetes as a validating webhook does, so that an OPA server can stand behind one:
#   `input` is the review, and `review` is the answer. Findings as grave as `data.seaworthy.admission.fail_on` (a
#   severity, medium where it is not set) deny the request, the others become warnings.
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#response
package seaworthy.admission

import data.seaworthy.kubernetes

# METADATA
# title: Answer to the review
# description: |
#   An AdmissionReview with a response. A request that deletes is allowed, and so is an object without a pod.
# entrypoint: true
review := {
	"apiVersion": object.get(input, "apiVersion", "admission.k8s.io/v1"),
	"kind": "AdmissionReview",
	"response": object.union_n([
		{"uid": object.get(input, ["request", "uid"], ""), "allowed": count(denials) == 0},
		{"status": status | count(denials) > 0},
		{"warnings": sort(warnings) | count(warnings) > 0},
	]),
}

status := {
	"code": 403,
	"reason": "Forbidden",
	"message": concat("; ", sort(denials)),
}

denials contains message(finding) if {
	some finding in findings
	grave(finding)
}

warnings contains message(finding) if {
	some finding in findings
	not grave(finding)
}

message(finding) := $"{finding.msg} [{finding.rule}]"

findings contains finding if {
	not leaves
	some finding in found(input.request.object)
	not stays(finding)
}

# What is deleted is not judged, and neither is an update of what is being deleted: all that is left to change in it is the
# list of those who must let it go.
leaves if input.request.operation == "DELETE"

leaves if {
	input.request.operation == "UPDATE"
	input.request.object.metadata.deletionTimestamp
}

# The pod of a Pod and that of a Job can hardly be changed: what was there before would stand in the way of each update.
stays(finding) if {
	input.request.operation == "UPDATE"
	input.request.object.kind in {"Pod", "Job"}
	some former in found(input.request.oldObject)
	[former.rule, former.msg, former.at] == [finding.rule, finding.msg, finding.at]
}

found(resource) := all_findings if {
	document := object.union(kubernetes.document(resource), {"reference": {"today": today}})
	all_findings := data.seaworthy.findings with input as document
}

# Rules have no clock: whoever asks them tells the day.
today := time.format([time.now_ns(), "UTC", "2006-01-02"])

ranks := {"critical": 0, "high": 1, "medium": 2, "low": 3, "info": 4}

default threshold := "medium"

threshold := data.seaworthy.admission.fail_on

# What is no severity counts as the lightest one: a misspelt setting denies more and never opens the door.
grave(finding) if ranks[finding.severity] <= object.get(ranks, threshold, ranks.info)
