# METADATA
# title: Tools' credentials stay in the build context
# description: |
#   Tools for clouds, clusters and package registries keep their logins in files of their own. They open far more than the
#   image was ever meant to reach.
# related_resources:
#   - ref: https://docs.docker.com/build/concepts/context/#dockerignore-files
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Ignore `.aws`, `.azure`, `.gcp`, `.kube`, `.docker`, `.npmrc`, `.pypirc`, `.netrc` and the state of Terraform, at every depth;
#     mount what the build needs as a secret.
package seaworthy.rules.ignorefile.credential_directory_included

import data.seaworthy.lib.phrase

deny contains finding if {
	included := input.ignorefile.included.credentials
	finding := {
		"msg": $"no pattern keeps {phrase.list(included)} out of the build context",
		"at": input.ignorefile.at,
	}
}
