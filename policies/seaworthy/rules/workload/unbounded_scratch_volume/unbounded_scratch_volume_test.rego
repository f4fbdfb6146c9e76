package seaworthy.rules.workload.unbounded_scratch_volume_test

import data.seaworthy.rules.workload.unbounded_scratch_volume as rule
import data.seaworthy.testing

pod(containers) := testing.pod({"containers": containers})

mount(kind) := {"target": "/cache", "kind": kind, "source": "cache", "declared_at": "spec/volumes/0", "at": "m"}

mounting(kind, fields) := testing.container(object.union({"mounts": [mount(kind)]}, fields))

want_cache := {{"msg": `pod "web" has a scratch volume without a limit, cache`, "at": "spec/volumes/0"}}

test_reports[note] if {
	some note, containers in {
		"an emptyDir": [mounting("scratch", {})],
		"an emptyDir in memory": [mounting("tmpfs", {"limits": {"cpu": "1"}})],
		"once, however many mount it": [mounting("scratch", {}), mounting("scratch", {"name": "log"})],
		"one of those that mount it has no limit": [mounting("scratch", {"limits": {"ephemeral_storage": "1Gi"}}), mounting("scratch", {})],
		"a limit of memory bounds no disk": [mounting("scratch", {"limits": {"memory": "1Gi"}})],
	}
	rule.deny == want_cache with input as pod(containers)
}

test_reports_a_container_limit_where_that_is_not_enough if {
	rule.deny == want_cache with input as pod([mounting("scratch", {"limits": {"ephemeral_storage": "1Gi"}})])
		with data.seaworthy.parameters as {"workload/unbounded_scratch_volume": {"accept_container_limit": false}}
}

test_reports_a_service if {
	rule.deny == {{
		"msg": `service "web" has a scratch volume without a limit, /tmp`,
		"at": "services/web/tmpfs/0",
	}} with input as testing.service({"mounts": [{"target": "/tmp", "kind": "tmpfs", "at": "services/web/tmpfs/0"}]})
}

test_does_not_report[note] if {
	some note, [document, selectors] in {
		"a volume with a limit": [
			pod([testing.container({"mounts": [object.union(mount("scratch"), {"size_limit": "1Gi"})]})]),
			[],
		],
		"a limit of each container": [pod([mounting("scratch", {"limits": {"ephemeral_storage": "1Gi"}})]), []],
		"a limit of memory for what is in memory": [pod([mounting("tmpfs", {"limits": {"memory": "1Gi"}})]), []],
		"a pod's limit of memory": [
			object.union(pod([mounting("tmpfs", {})]), {"workload": {"pod": {"limits": {"memory": "1Gi"}}}}),
			[],
		],
		"a claim": [pod([mounting("claim", {})]), []],
		"a pod that is exempt": [pod([mounting("scratch", {})]), ["kind:Pod"]],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/unbounded_scratch_volume": {"exempt": selectors}}
}
