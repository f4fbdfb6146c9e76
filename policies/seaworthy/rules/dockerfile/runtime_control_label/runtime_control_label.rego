# METADATA
# title: Label speaks to the container runtime
# description: |
#   Runtimes and their plug-ins keep notes to themselves under prefixes of their own. Some of them read what they find there
#   on an image too, and then the image's author tells the host what to do: which devices to hand over, what to mount.
# related_resources:
#   - ref: https://github.com/containerd/nri
#   - ref: https://github.com/cncf-tags/container-device-interface
#   - ref: https://docs.docker.com/engine/manage-resources/labels/
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     prefixes:
#       type: array
#       items: {type: string}
#       default: [containerd.io/, io.containerd., io.cri-containerd, cdi.k8s.io/, devices.nri.io/]
#       description: What the names of such labels begin with.
#   remediation: |
#     Delete labels under the runtime's prefixes; put what the image needs into the manifest of whoever runs it.
package seaworthy.rules.dockerfile.runtime_control_label

import data.seaworthy.lib.parameter

deny contains finding if {
	some stage in input.dockerfile.stages
	stage.target
	some name, label in stage.effective.labels
	some prefix in parameter.value("dockerfile/runtime_control_label", "prefixes")
	startswith(name, prefix)
	finding := {
		"msg": $"the label {name} speaks to the container runtime",
		"at": label.at,
	}
}
