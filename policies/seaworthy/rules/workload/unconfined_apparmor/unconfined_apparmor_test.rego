package seaworthy.rules.workload.unconfined_apparmor_test

import data.seaworthy.rules.workload.unconfined_apparmor as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"a container": [
			testing.pod({"containers": [testing.container({"apparmor": {"type": "unconfined", "text": "Unconfined", "source": "field", "at": "spec/containers/0/securityContext/appArmorProfile"}})]}),
			{"msg": `container "web" switches AppArmor off`, "at": "spec/containers/0/securityContext/appArmorProfile"},
		],
		"a pod": [
			testing.pod({"pod": {"apparmor": {"type": "unconfined", "text": "Unconfined", "source": "field", "at": "spec/a"}}}),
			{"msg": `pod "web" switches AppArmor off`, "at": "spec/a"},
		],
		"a type that there is not": [
			testing.pod({"containers": [testing.container({"apparmor": {"type": "other", "text": "LocalHost", "source": "field", "at": "spec/containers/0/securityContext/appArmorProfile"}})]}),
			{"msg": `container "web" names an AppArmor profile of no known type`, "at": "spec/containers/0/securityContext/appArmorProfile"},
		],
		"a service": [
			testing.service({"apparmor": {"type": "unconfined", "text": "unconfined", "source": "field", "at": "services/web/security_opt/0"}}),
			{"msg": `service "web" switches AppArmor off`, "at": "services/web/security_opt/0"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"nothing is said": testing.pod({}),
		"the default of the runtime": testing.pod({"containers": [testing.container({"apparmor": {"type": "runtime_default", "text": "RuntimeDefault", "source": "field", "at": "spec/containers/0/securityContext/appArmorProfile"}})]}),
		"a profile of the node": testing.pod({"containers": [testing.container({"apparmor": {"type": "localhost", "text": "Localhost", "profile": "web", "source": "field", "at": "spec/containers/0/securityContext/appArmorProfile"}})]}),
		"a pod that every container overrides": testing.pod({"pod": {"apparmor": {"type": "unconfined", "text": "Unconfined", "source": "field", "at": "spec/a"}}, "containers": [testing.container({"apparmor": {"type": "runtime_default", "text": "RuntimeDefault", "source": "field", "at": "spec/containers/0/securityContext/appArmorProfile"}})]}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told[note] if {
	some note, [parameters, document, places] in {
		"what is overridden counts": [{"include_overridden": true}, testing.pod({"pod": {"apparmor": {"type": "unconfined", "text": "Unconfined", "source": "field", "at": "spec/a"}}, "containers": [testing.container({"apparmor": {"type": "runtime_default", "text": "RuntimeDefault", "source": "field", "at": "spec/containers/0/securityContext/appArmorProfile"}})]}), {"spec/a"}],
	}
	found := rule.deny with input as document
		with data.seaworthy.parameters as {"workload/unconfined_apparmor": parameters}
	{finding.at | some finding in found} == places
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"a container to leave alone": [{"exempt": ["container:web"]}, testing.pod({"containers": [testing.container({"apparmor": {"type": "unconfined", "text": "Unconfined", "source": "field", "at": "spec/containers/0/securityContext/appArmorProfile"}})]})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/unconfined_apparmor": parameters}
}

test_every_annotation_where_overridden_settings_count[note] if {
	some note, [name, value, want] in {
		"the runtime's profile": ["web", "runtime/default", set()],
		"no text": ["web", "", set()],
		"a profile of the node": ["web", "localhost/web", set()],
		"one that a field overrides": ["web", "unconfined", {`an annotation of pod "web" switches AppArmor off`}],
		"of a container that there is not": ["log", "unconfined", {`an annotation of pod "web" switches AppArmor off`}],
		"seccomp's word": ["web", "docker/default", {`an annotation of pod "web" names an AppArmor profile of no known type`}],
	}
	annotations := {$"container.apparmor.security.beta.kubernetes.io/{name}": value}
	field := {"type": "runtime_default", "source": "field", "at": "field"}
	found := rule.deny with input as testing.pod({"annotations": annotations, "containers": [testing.container({"apparmor": field})]})
		with data.seaworthy.parameters as {"workload/unconfined_apparmor": {"include_overridden": true}}
	{finding.msg | some finding in found} == want
}

test_what_a_container_is_told_of_is_told_once if {
	key := "container.apparmor.security.beta.kubernetes.io/web"
	declared := {"type": "unconfined", "source": "annotation", "at": $"metadata/annotations/{key}"}
	document := testing.pod({"annotations": {key: "unconfined"}, "containers": [testing.container({"apparmor": declared})]})
	found := rule.deny with input as document
		with data.seaworthy.parameters as {"workload/unconfined_apparmor": {"include_overridden": true}}
	{finding.msg | some finding in found} == {`container "web" switches AppArmor off`}
}
