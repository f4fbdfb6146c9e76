# METADATA
# title: Variable for a credential has a default in the file
# description: |
#   Whoever forgets to set the variable runs with a password that everybody can read in the repository, and
#   nothing says so.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/12-interpolation.md
#   - ref: https://docs.docker.com/compose/how-tos/use-secrets/
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     name_patterns:
#       type: array
#       items: {type: string}
#       default:
#         - password
#         - passwd
#         - passphrase
#         - pass
#         - pwd
#         - secret
#         - token
#         - credentials
#         - api_key
#         - apikey
#         - access_key
#         - secret_key
#         - private_key
#         - encryption_key
#         - master_key
#       description: |
#         Words in the name of a variable that holds a credential, in lower case; two that follow each other are joined by an
#         underscore.
#   remediation: |
#     Let compose stop where the variable is not set, `${DB_PASSWORD:?}`, or hand the credential over as a
#     secret.
package seaworthy.rules.compose.default_secret_in_interpolation

import data.seaworthy.lib.parameter

deny contains finding if {
	some word, variables in input.compose.secret_defaults
	word in parameter.value("compose/default_secret_in_interpolation", "name_patterns")
	some variable in variables
	finding := {
		"msg": $"where {variable.name} is not set, the credential is what stands in the file",
		"at": variable.at,
	}
}
