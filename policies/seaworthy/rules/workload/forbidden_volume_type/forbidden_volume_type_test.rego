package seaworthy.rules.workload.forbidden_volume_type_test

import data.seaworthy.rules.workload.forbidden_volume_type as rule
import data.seaworthy.testing

pod(volume) := testing.pod({"volumes": [object.union({"name": "data", "at": "spec/volumes/0"}, volume)]})

test_reports[note] if {
	some note, [volume, parameters] in {
		"a path of the node": [{"kind": "hostPath", "host_path": "/srv"}, {}],
		"a file server": [{"kind": "nfs"}, {}],
		"a type that nobody knows": [{"kind": "cloudyDisk"}, {}],
		"a type that is not on the list": [{"kind": "csi"}, {"allowed": ["secret"]}],
		"a driver that is not on the list": [
			{"kind": "flexVolume", "driver": "example/other"},
			{"allowed": ["*"], "allowed_flex_drivers": ["example/lvm"]},
		],
	}
	rule.deny == {{
		"msg": $`pod "web" has a volume of the type {volume.kind}`,
		"at": $"spec/volumes/0/{volume.kind}",
	}} with input as pod(volume)
		with data.seaworthy.parameters as {"workload/forbidden_volume_type": parameters}
}

test_does_not_report[note] if {
	some note, [document, parameters] in {
		"a claim": [pod({"kind": "persistentVolumeClaim"}), {}],
		"a volume without a type, which is an emptyDir": [pod({}), {}],
		"any type": [pod({"kind": "hostPath"}), {"allowed": ["*"]}],
		"a driver that is on the list": [
			pod({"kind": "flexVolume", "driver": "example/lvm"}),
			{"allowed_flex_drivers": ["example/lvm"]},
		],
		"a pod that is exempt": [pod({"kind": "hostPath"}), {"exempt": ["kind:Pod"]}],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/forbidden_volume_type": parameters}
}
