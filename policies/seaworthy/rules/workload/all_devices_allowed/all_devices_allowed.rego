# METADATA
# title: Device cgroup rule opens every device
# description: |
#   A rule for every device, such as `b *:* rwm`, lets the container read and write the host's disks as they are, past
#   all its file systems.
# related_resources:
#   - ref: https://docs.docker.com/reference/cli/docker/container/run/#device-cgroup-rule
#   - ref: https://docs.kernel.org/admin-guide/cgroup-v1/devices.html
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Name the major and minor numbers of the devices that are needed.
package seaworthy.rules.workload.all_devices_allowed

import data.seaworthy.lib.workload

deny contains finding if {
	some container in input.workload.containers
	some line in container.device_rules
	opens_all(line.text)
	not workload.exempt("workload/all_devices_allowed", container)
	finding := {
		"msg": $"{container.title} may use every device of the host: {line.text}",
		"at": line.at,
	}
}

opens_all(text) if {
	words := split(trim_space(text), " ")
	names_all(words)
	reads_or_writes(words)
}

names_all(words) if words[0] == "a"

names_all(words) if words[1] == "*:*"

# To make the file of a device, which every container may, opens nothing yet.
reads_or_writes(words) if regex.match(`[rw]`, words[2])

reads_or_writes(words) if count(words) < 3
