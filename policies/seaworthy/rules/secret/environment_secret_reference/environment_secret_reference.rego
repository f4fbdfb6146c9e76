# METADATA
# title: Secret reaches the container as an environment variable
# description: |
#   A variable is handed to every child process, stands in crash dumps, debug pages and the output of inspecting tools, and
#   keeps its value until the container is replaced, however often the secret is changed. A mounted file is read by
#   whoever opens it, and follows the secret.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-files-from-a-pod
#   - ref: https://kubernetes.io/docs/concepts/security/secrets-good-practices/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict, nsa]
#   aliases:
#     - checkov:CKV_K8S_35
#     - regolibrary:rule-secrets-in-env-var
#     - kube-linter:read-secret-from-env-var
#     - kube-linter:template:read-secret-from-env-var
#     - kubesec:SecretsAsEnvironmentVariables
#     - kyverno:no-secrets/secrets-not-from-env
#     - kyverno:no-secrets/secrets-not-from-envfrom
#     - kyverno:secrets-not-from-env-vars/secrets-not-from-env-vars
#     - kyverno:secrets-not-from-env-vars/secrets-not-from-envfrom
#     - regolibrary:rule-credentials-in-env-var
#   parameters:
#     via:
#       type: array
#       items: {type: string, enum: [env, env_from]}
#       default: [env, env_from]
#       description: Ways that are reported, env for a single variable, env_from for all keys of a Secret.
#     roles:
#       type: array
#       items: {type: string, enum: [main, init, sidecar, ephemeral]}
#       default: [main, init, sidecar, ephemeral]
#       description: Roles of the containers that are judged.
#   remediation: |
#     Mount the Secret as a volume, and let the program read the file.
package seaworthy.rules.secret.environment_secret_reference

import data.seaworthy.lib.parameter

deny contains finding if {
	some reference in input.secret.references
	reference.via in parameter.value("secret/environment_secret_reference", "via")
	reference.role in parameter.value("secret/environment_secret_reference", "roles")
	finding := {
		"msg": $"{reference.container} gets {what(reference)} as {variables[reference.via]}",
		"at": reference.at,
	}
}

variables := {"env": "an environment variable", "env_from": "environment variables"}

what(reference) := $"{reference.name} from the Secret {reference.secret}" if {
	reference.name
	reference.secret
} else := $"all of the Secret {reference.secret}" if {
	reference.secret
} else := "a Secret"
