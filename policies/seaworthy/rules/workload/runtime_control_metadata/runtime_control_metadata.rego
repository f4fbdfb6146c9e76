# METADATA
# title: Label or annotation steers the container runtime
# description: |
#   Container runtimes act on labels and annotations with their own prefixes, as root on the host: they set up devices,
#   units and logs by them. Such a key has more than once been a way out of the container.
# related_resources:
#   - ref: https://github.com/cri-o/cri-o/security/advisories/GHSA-2cgq-h8xw-2v5j
#   - ref: https://nvd.nist.gov/vuln/detail/CVE-2024-3154
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     prefixes:
#       type: array
#       items: {type: string}
#       default:
#         - containerd.io/
#         - io.containerd.
#         - io.cri-containerd
#         - io.kubernetes.cri-o.
#         - org.systemd.property.
#         - cdi.k8s.io/
#         - devices.nri.io/
#         - run.oci.
#       description: |
#         How keys begin that runtimes act on.
#     allowed:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Keys that may be set nevertheless; patterns are understood.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Remove the key, ask for what it does through a field of the workload, and update the runtime.
package seaworthy.rules.workload.runtime_control_metadata

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some field, word in {"annotations": "annotation", "labels": "label"}
	some key, _ in input.workload[field]
	some prefix in parameter.value("workload/runtime_control_metadata", "prefixes")
	startswith(key, prefix)
	not is_allowed(key)
	not workload.exempt_workload("workload/runtime_control_metadata")
	finding := {
		"msg": $"{word} {key} of {input.workload.title} steers the container runtime",
		"at": $"{input.workload.at}/{field}/{key}",
	}
}

is_allowed(key) if {
	some pattern in parameter.value("workload/runtime_control_metadata", "allowed")
	glob.match(pattern, null, key)
}
