# METADATA
# title: Device of the host is passed into the container
# description: |
#   A device goes around every permission that files have: a disk shows all that lies on it, memory all that runs, and
#   an input device all that is typed.
# related_resources:
#   - ref: https://docs.docker.com/reference/cli/docker/container/run/#device
#   - ref: https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/device-plugins/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [strict, cis-docker]
#   aliases:
#     - docker-bench:check_5_18
#     - cis-docker:5.18
#   parameters:
#     allowed:
#       type: array
#       items: {type: string}
#       default: [/dev/fuse, /dev/net/tun, "/dev/dri*", "/dev/snd*", "/dev/video*"]
#       description: |
#         Devices that containers may have; patterns are understood.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Leave the device out, or give only the one that is needed; in Kubernetes, ask a device plugin for it.
package seaworthy.rules.workload.host_device

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some container in input.workload.containers
	some device in container.devices
	is_reported(device.path)
	not workload.exempt("workload/host_device", container)
	finding := {
		"msg": $"{container.title} gets the device {device.path} of the host",
		"at": device.at,
	}
}

deny contains finding if {
	some used in workload.host_paths
	is_reported(used.path)
	takers := workload.takers("workload/host_device", used)
	finding := {
		"msg": $"{used.path} of the host is mounted into {takers}",
		"at": used.at,
	}
}

is_reported(path) if {
	workload.below(path, "/dev")
	not is_no_device(path)
	not is_allowed(path)
}

# Files and sockets of programs, which only stand among the devices.
is_no_device(path) if {
	some other in ["/dev/hugepages", "/dev/log", "/dev/mqueue", "/dev/shm"]
	workload.below(path, other)
}

is_allowed(path) if {
	some pattern in parameter.value("workload/host_device", "allowed")
	glob.match(pattern, null, path)
}
