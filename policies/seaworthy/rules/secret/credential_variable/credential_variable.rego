# METADATA
# title: Variable named like a credential is set in the clear
# description: |
#   Build arguments and environment variables become part of the image, and of its history and provenance; what a manifest,
#   a compose file or the `docker run` of a script sets can be read by whoever reads the file or the object. A name that says
#   password, token or key beside a value is nearly always the real one, or becomes it when the file is copied for production.
#
#   An ARG without a default counts: what the build is told for it stays in the image's history. Paths, switches, empty
#   values and references to a secret elsewhere do not.
# related_resources:
#   - ref: https://docs.docker.com/build/building/secrets/
#   - ref: https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/
#   - ref: https://kubernetes.io/docs/concepts/configuration/secret/
#   - ref: https://docs.docker.com/compose/how-tos/use-secrets/
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict, hadolint, cis-docker]
#   aliases:
#     - hadolint:DL3064
#     - buildkit:SecretsUsedInArgOrEnv
#     - kube-linter:env-var-secret
#     - trivy:KSV-0109
#     - cis-docker:4.10
#     - docker-bench:check_4_10
#     - dockle:CIS-DI-0010
#     - regolibrary:rule-credentials-configmap
#     - regolibrary:rule-credentials-in-env-var
#     - trivy:DS-0031
#   parameters:
#     names:
#       type: array
#       items: {type: string}
#       default:
#         - password
#         - passwords
#         - passwd
#         - pword
#         - pass
#         - psw
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
#         - signing_key
#         - encryption_key
#         - account_key
#         - auth_key
#         - batch_key
#         - storage_key
#         - master_key
#         - shared_key
#         - service_key
#         - hmac_key
#         - ssh_key
#         - deploy_key
#         - credential
#         - credentials
#         - auth
#       description: |
#         Words that name a credential: one word of the name, two that follow each other with an underscore between them, or
#         the whole name. Case does not count, and marks and capitals part words.
#     allowed:
#       type: array
#       items: {type: string}
#       default: ["*PUBLIC*", "GPG*KEY*", "*_FILE", "*_PATH", "*_VERSION"]
#       description: Patterns of names to leave alone; case does not count, and a star crosses marks.
#   remediation: |
#     At build time mount the secret, `RUN --mount=type=secret,id=token`; at run time take it from a secret store, from a
#     Kubernetes Secret that is mounted as a file, or from `secrets` of compose.
package seaworthy.rules.secret.credential_variable

import data.seaworthy.lib.parameter

deny contains finding if {
	some word in parameter.value("secret/credential_variable", "names")
	some named in input.secret.named[lower(word)]
	named.place != "secret"
	not named.mention
	not allowed(named)
	finding := {
		"msg": $"{named.title} {exposures[named.place][named.kind]}",
		"at": named.at,
	}
}

exposures := {
	"env": {
		"literal": "keeps a credential in the image in the clear",
		"argument": "keeps the credential of a build argument in the image",
	},
	"arg": {
		"literal": "keeps a credential in the image's history in the clear",
		"asked": "takes a credential as a build argument, which stays in the image's history",
	},
	"pod_env": {"literal": "is a credential in the clear"},
	"configmap": {"literal": "is a credential in the clear, in what is not made for secrets"},
	"service_env": {"literal": "is a credential in the clear"},
	"run_env": {"literal": "is a credential in the clear"},
	"build_arg": {"literal": "keeps a credential in the clear, and in the image's history"},
	"config": {"literal": "is a credential in the clear, in what is not made for secrets"},
}

allowed(named) if {
	some pattern in parameter.value("secret/credential_variable", "allowed")
	glob.match(upper(pattern), null, upper(named.name))
}
