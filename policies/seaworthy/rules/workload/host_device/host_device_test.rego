package seaworthy.rules.workload.host_device_test

import data.seaworthy.rules.workload.host_device as rule
import data.seaworthy.testing

mounting(path, read_only) := testing.pod({
	"volumes": [{"name": "host", "kind": "hostPath", "host_path": path, "at": "spec/volumes/0"}],
	"containers": [testing.container({"mounts": [{
		"target": "/host",
		"kind": "host_path",
		"source": path,
		"read_only": read_only,
		"declared_at": "spec/volumes/0",
		"at": "spec/containers/0/volumeMounts/0",
	}]})],
})

service(path) := testing.service({"devices": [{"path": path, "at": "services/web/devices/0"}]})

test_reports[note] if {
	some note, [document, want] in {
		"a device": [
			service("/dev/sda"),
			{"msg": `service "web" gets the device /dev/sda of the host`, "at": "services/web/devices/0"},
		],
		"a device as a volume": [
			mounting("/dev/mem", true),
			{"msg": `/dev/mem of the host is mounted into container "web"`, "at": "spec/volumes/0/hostPath/path"},
		],
		"all devices": [
			mounting("/dev", true),
			{"msg": `/dev of the host is mounted into container "web"`, "at": "spec/volumes/0/hostPath/path"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, [document, parameters] in {
		"a device that containers may have": [service("/dev/dri/renderD128"), {}],
		"a device by a class of a vendor": [service("vendor.example.com/gpu=all"), {}],
		"a device behind a variable": [service("${DEVICE}"), {}],
		"shared memory": [mounting("/dev/shm", false), {}],
		"the socket of the system's log": [mounting("/dev/log", false), {}],
		"another path": [mounting("/srv", false), {}],
		"a device on the list": [service("/dev/ttyUSB0"), {"allowed": ["/dev/tty*"]}],
		"a service that is exempt": [service("/dev/sda"), {"exempt": ["name:web"]}],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/host_device": parameters}
}
