# METADATA
# title: Secret is handed to the build as an argument
# description: |
#   The compose file keeps the secret out of itself, and the build then writes it down: the values of build arguments stay in
#   the image's history and in its provenance, for everybody who can pull the image.
#
#   Build arguments that are named like a credential are judged, where their value comes from a variable or from the
#   environment. One whose value stands in the file is found by secret/credential_variable.
# related_resources:
#   - ref: https://docs.docker.com/build/building/secrets/
#   - ref: https://docs.docker.com/reference/compose-file/build/#secrets
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     names:
#       type: array
#       items: {type: string}
#       default:
#         - password
#         - passwd
#         - pwd
#         - passphrase
#         - secret
#         - token
#         - apikey
#         - api_key
#         - access_key
#         - accesskey
#         - secret_key
#         - secretkey
#         - private_key
#         - privatekey
#         - auth_key
#         - ssh_key
#         - deploy_key
#         - credential
#         - credentials
#       description: |
#         Words that name a credential: one word of the name, two that follow each other with an underscore between them, or
#         the whole name. Case does not count, and marks and capitals part words.
#   remediation: |
#     List it under `secrets` of the build, and mount it in the Dockerfile where it is needed:
#     `RUN --mount=type=secret,id=npm_token`.
package seaworthy.rules.secret.secret_passed_as_build_argument

import data.seaworthy.lib.parameter

deny contains finding if {
	some word in parameter.value("secret/secret_passed_as_build_argument", "names")
	some passed in input.secret.passed[lower(word)]
	not passed.mention
	finding := {
		"msg": $"{passed.title} hands a secret to the build, which writes it into the image's history",
		"at": passed.at,
	}
}
