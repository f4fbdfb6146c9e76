# METADATA
# title: Pod uses a Secret whose name is not allowed
# description: |
#   In a namespace that several teams share, a pod may take any Secret: their names are the only fence between them. The
#   rule is silent until it is told the names.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/secret/
#   - ref: https://kubernetes.io/docs/concepts/security/secrets-good-practices/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [opt-in]
#   aliases:
#     - kyverno:restrict-secrets-by-name/safe-secrets-from-env
#     - kyverno:restrict-secrets-by-name/safe-secrets-from-envfrom
#     - kyverno:restrict-secrets-by-name/safe-secrets-from-volumes
#   parameters:
#     allowed_names:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         The names of Secrets that may be used, as patterns. With none, the rule is silent.
#     sources:
#       type: array
#       items: {type: string}
#       default: [variable, all_keys, volume]
#       description: |
#         The ways that count: `variable` for one entry of a Secret, `all_keys` for all of them as variables, and
#         `volume`.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Use a Secret of the allowed names, or ask whoever looks after them.
package seaworthy.rules.workload.unapproved_secret

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some container in input.workload.containers
	some variable in container.environment
	is_asked_for({"secret_key": "variable", "all_secret_keys": "all_keys"}[variable.source])
	is_unapproved(variable.object)
	not workload.exempt("workload/unapproved_secret", container)
	finding := {"msg": $"{container.title} uses the secret {variable.object}", "at": variable.at}
}

deny contains finding if {
	is_asked_for("volume")
	some volume in input.workload.volumes
	volume.kind == "secret"
	finding := mounted(volume)
}

deny contains finding if {
	is_asked_for("volume")
	some volume in input.workload.volumes
	some projection in volume.projections
	projection.kind == "secret"
	finding := mounted(projection)
}

mounted(source) := {"msg": $"{input.workload.title} mounts the secret {source.object}", "at": source.at} if {
	is_unapproved(source.object)
	not workload.exempt_workload("workload/unapproved_secret")
}

is_asked_for(source) if source in parameter.value("workload/unapproved_secret", "sources")

is_unapproved(name) if {
	allowed := parameter.value("workload/unapproved_secret", "allowed_names")
	count(allowed) > 0
	every pattern in allowed { not glob.match(pattern, null, name) }
}
