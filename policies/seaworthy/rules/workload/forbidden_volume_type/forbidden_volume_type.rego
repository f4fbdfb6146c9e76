# METADATA
# title: Pod uses a volume type that is not allowed
# description: |
#   Claims are what quotas, access rules and backups are made for. A volume that names a disk, a file server or the node
#   itself goes past them, and past the Pod Security Standards.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
#   - ref: https://kubernetes.io/docs/concepts/storage/volumes/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [strict, pss-restricted]
#   aliases:
#     - pss:restrictedVolumes
#     - gatekeeper-library:k8spspvolumetypes
#     - gatekeeper-library:k8spspflexvolumes
#     - kyverno:restrict-volume-types/restricted-volumes
#     - trivy:KSV-0028
#   parameters:
#     allowed:
#       type: array
#       items: {type: string}
#       default:
#         - configMap
#         - csi
#         - downwardAPI
#         - emptyDir
#         - ephemeral
#         - image
#         - persistentVolumeClaim
#         - projected
#         - secret
#       description: |
#         The types of volumes that a pod may use; patterns such as `*` are understood.
#     allowed_flex_drivers:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Where not empty, the drivers that volumes of the type flexVolume may use, and no others.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Use a claim, an ephemeral volume or a CSI volume.
package seaworthy.rules.workload.forbidden_volume_type

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	some volume in input.workload.volumes
	kind := object.get(volume, "kind", "emptyDir")
	not is_allowed(kind, volume)
	not workload.exempt_workload("workload/forbidden_volume_type")
	finding := {
		"msg": $"{input.workload.title} has a volume of the type {kind}",
		"at": $"{volume.at}/{kind}",
	}
}

is_allowed(kind, volume) if {
	kind == "flexVolume"
	volume.driver in drivers
} else := false if {
	kind == "flexVolume"
	count(drivers) > 0
} else if {
	some pattern in parameter.value("workload/forbidden_volume_type", "allowed")
	glob.match(pattern, null, kind)
}

drivers := parameter.value("workload/forbidden_volume_type", "allowed_flex_drivers")
