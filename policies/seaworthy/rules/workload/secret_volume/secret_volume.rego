# METADATA
# title: Pod mounts a Kubernetes Secret
# description: |
#   Who keeps secrets in a store of their own wants no copies of them in the cluster's, where everybody who may read
#   Secrets finds them.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/secret/
#   - ref: https://secrets-store-csi-driver.sigs.k8s.io/
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [opt-in]
#   aliases:
#     - kyverno:no-secrets/secrets-not-from-volumes
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Take the secret from the store, through its CSI driver or its agent.
package seaworthy.rules.workload.secret_volume

import data.seaworthy.lib.workload

deny contains finding if {
	some volume in input.workload.volumes
	volume.kind == "secret"
	finding := reported(volume, $"{volume.at}/secret")
}

deny contains finding if {
	some volume in input.workload.volumes
	some projection in volume.projections
	projection.kind == "secret"
	finding := reported(projection, $"{projection.at}/secret")
}

reported(source, at) := {"msg": $"{input.workload.title} mounts {named(source)}", "at": at} if {
	not workload.exempt_workload("workload/secret_volume")
}

named(source) := $"the secret {source.object}" if {
	source.object
} else := "a secret"
