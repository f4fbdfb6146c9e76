package seaworthy.kubernetes_test

import data.seaworthy.kubernetes

pod_with(container) := {"kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": [container]}}

test_container[note] if {
	some note, [declared, want] in {
		"a container says what it runs": [
			{"name": "web", "image": "nginx"},
			{"name": "web", "title": `container "web"`, "image": "nginx"},
		],
		"a container without a name is called by its number": [{"image": "nginx"}, {"image": "nginx"}],
		"an empty name is none": [{"name": ""}, {}],
		"a number is no image": [{"image": 1}, {}],
		"a blank is no image": [{"image": " "}, {}],
		"null is nothing": [{"name": null, "securityContext": null}, {}],
		"privileged": [{"securityContext": {"privileged": true}}, {"privileged": true}],
		"not privileged": [{"securityContext": {"privileged": false}}, {"privileged": false}],
		"a text is no boolean": [{"securityContext": {"privileged": "true"}}, {}],
		"a list is no security context": [{"securityContext": ["privileged"]}, {}],
	}
	defaults := {"title": "container 0", "role": "main", "at": "spec/containers/0"}
	kubernetes.document(pod_with(declared)).workload.containers == [object.union(defaults, want)]
}

test_kind[note] if {
	some note, [resource, want] in {
		"a Pod": [{"kind": "Pod", "spec": {}}, "spec"],
		"a PodTemplate": [{"kind": "PodTemplate", "template": {"spec": {}}}, "template/spec"],
		"a Deployment": [{"kind": "Deployment", "spec": {"template": {"spec": {}}}}, "spec/template/spec"],
		"a CronJob": [
			{"kind": "CronJob", "spec": {"jobTemplate": {"spec": {"template": {"spec": {}}}}}},
			"spec/jobTemplate/spec/template/spec",
		],
	}
	kubernetes.document(resource).workload.at == want
}

test_no_document[note] if {
	some note, resource in {
		"a Service": {"kind": "Service", "spec": {"containers": [{}]}},
		"a Deployment without a pod": {"kind": "Deployment", "spec": {}},
		"a pod that is a text": {"kind": "Pod", "spec": "none"},
		"an object without a kind": {"spec": {}},
		"a kind that is a list": {"kind": ["Pod"], "spec": {}},
		"nothing": null,
	}
	not kubernetes.document(resource)
}

test_containers_of_all_roles_main_ones_first if {
	resource := {"kind": "Pod", "spec": {"ephemeralContainers": [{}], "initContainers": [{}], "containers": [{}, {}]}}
	[container.at | some container in kubernetes.document(resource).workload.containers] == [
		"spec/containers/0", "spec/containers/1", "spec/initContainers/0", "spec/ephemeralContainers/0",
	]
}

test_what_is_no_list_holds_no_containers[note] if {
	some note, containers in {"an object": {"a": {}}, "a text": "a", "null": null, "an empty list": []}
	workload := kubernetes.document({"kind": "Pod", "spec": {"containers": containers}}).workload
	workload == {"platform": "kubernetes", "kind": "Pod", "title": "pod", "at": "spec"}
}

test_an_element_that_is_no_object_is_left_out_and_counts if {
	workload := kubernetes.document({"kind": "Pod", "spec": {"containers": ["web", {}]}}).workload
	[container.at | some container in workload.containers] == ["spec/containers/1"]
}

test_metadata_of_the_wrong_type_is_absent[note] if {
	some note, metadata in {"null": null, "a text": "web", "a list": ["web"], "a name that is a number": {"name": 1}}
	workload := kubernetes.document({"kind": "Pod", "metadata": metadata, "spec": {}}).workload
	not workload.name
}
