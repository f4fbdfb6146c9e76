# METADATA
# title: Secret with its data stands in the file
# description: |
#   The data of a Secret is written in base64, which hides nothing: whoever can read the repository, or ever could, has the
#   values. Taking the file out again leaves them in the history.
#
#   Secrets without data, with references that a tool fills in, and those that SOPS has encrypted are not reported.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/secrets-good-practices/#avoid-sharing-secret-manifests
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: Patterns of names of Secrets to leave alone, such as those of tests.
#   remediation: |
#     Change the values, and keep what makes the Secret instead: a SealedSecret, an ExternalSecret, or a file encrypted with
#     SOPS.
package seaworthy.rules.secret.committed_secret_manifest

import data.seaworthy.lib.parameter
import data.seaworthy.lib.phrase

deny contains finding if {
	some manifest in input.secret.manifests
	not exempt(manifest)
	finding := {
		"msg": $"{title(manifest)} can be read here: {phrase.list(manifest.keys)}",
		"at": manifest.at,
	}
}

title(manifest) := $"the Secret {manifest.name}" if {
	manifest.name
} else := "a Secret"

exempt(manifest) if {
	some pattern in parameter.value("secret/committed_secret_manifest", "exempt")
	glob.match(pattern, null, manifest.name)
}
