# METADATA
# title: Value has the form of a live credential
# description: |
#   Issuers give their tokens a form that can be recognised, so that leaks are found; those who look for leaks use it too. A
#   token that reached a public repository or image is tried within minutes, and deleting it later changes nothing.
#
#   Variables, scripts, comments, manifests and whatever else a file holds are looked at. Whether the credential is still
#   valid only its issuer could tell.
# related_resources:
#   - ref: https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html
#   - ref: https://docs.github.com/en/code-security/secret-scanning/introduction/about-secret-scanning
# custom:
#   severity: critical
#   since: v0.1.0
#   profiles: [default, strict, cis-docker]
#   aliases:
#     - cis-docker:4.10
#     - docker-bench:check_4_10
#     - regolibrary:rule-credentials-configmap
#     - regolibrary:rule-credentials-in-env-var
#   parameters:
#     allowed:
#       type: array
#       items: {type: string}
#       default: []
#       description: Formats to leave alone, as messages name them, `JSON Web Token`.
#   hides: [secret/credential_variable]
#   remediation: |
#     Revoke the credential first, then load its successor from a secret store or a secret mount.
package seaworthy.rules.secret.credential_value

import data.seaworthy.lib.parameter

deny contains finding if {
	some credential in input.secret.credentials
	not credential.format in parameter.value("secret/credential_value", "allowed")
	finding := {
		"msg": $"{credential.title} holds what looks like {article(credential.format)} {credential.format}",
		"at": credential.at,
	}
}

article(format) := "an" if {
	substring(format, 0, 1) in {"A", "O", "a"}
} else := "a"
