# METADATA
# title: Credential file is copied into the image
# description: |
#   A layer is for good: deleting the file in a later instruction leaves it in the one before, for everybody who can pull the
#   image or reads the build cache. Keys, logins and settings with passwords go that way most often along with a whole folder.
#
#   Files are judged by their name, and by variables that say where a credential is. What comes along with `COPY .` is judged
#   where the ignore file of the build context is known.
# related_resources:
#   - ref: https://docs.docker.com/build/building/secrets/
#   - ref: https://docs.docker.com/build/concepts/context/#dockerignore-files
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict, cis-docker]
#   aliases:
#     - cis-docker:4.10
#     - docker-bench:check_4_10
#     - trivy:DS-0031
#   parameters:
#     files:
#       type: array
#       items: {type: string}
#       default:
#         - id_rsa
#         - id_dsa
#         - id_ecdsa
#         - id_ed25519
#         - "*.pem"
#         - "*.key"
#         - "*.p12"
#         - "*.pfx"
#         - "*.jks"
#         - "*.ppk"
#         - .env
#         - .npmrc
#         - .pypirc
#         - .netrc
#         - .pgpass
#         - .htpasswd
#         - .git-credentials
#         - .aws
#         - .ssh
#         - .kube
#         - .azure
#         - .gnupg
#         - .docker/config.json
#         - .dockercfg
#         - .kube/config
#         - kubeconfig
#         - terraform.tfstate
#       description: |
#         Names of files and hidden folders, endings (`*.pem`), or the last two elements of a path. Certificates, public keys
#         and samples are no credentials, whatever they end in.
#   remediation: |
#     Add the file to .dockerignore, and mount it where the build needs it: `RUN --mount=type=secret,id=npmrc,target=/root/.npmrc`.
package seaworthy.rules.secret.credential_file_copied

import data.seaworthy.lib.parameter

deny contains finding if {
	some pattern in parameter.value("secret/credential_file_copied", "files")
	some file in input.secret.copied[pattern]
	finding := {
		"msg": message(file),
		"at": file.at,
	}
}

deny contains finding if {
	some file in input.secret.located
	finding := {
		"msg": $"the file that {file.variable} names, {file.path}, is copied into the image",
		"at": file.at,
	}
}

message(file) := $"{file.instruction} of the build context brings {file.path} along, which no ignore file keeps out" if {
	file.along
} else := $"{file.instruction} brings {file.path}, where credentials are kept"
