# METADATA
# title: Deployment files stay in the build context
# description: |
#   Dockerfiles, compose files and manifests show how the system is laid out, and often hold passwords. The program never needs
#   them, and each change to them makes the layer with the sources new.
# related_resources:
#   - ref: https://docs.docker.com/build/concepts/context/#dockerignore-files
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [strict]
#   remediation: |
#     Add the Dockerfile, compose files and manifests to the ignore file; the builder reads its Dockerfile all the same.
package seaworthy.rules.ignorefile.deployment_file_included

import data.seaworthy.lib.phrase

deny contains finding if {
	included := input.ignorefile.included.deployments
	finding := {
		"msg": $"no pattern keeps {phrase.list(included)} out of the build context",
		"at": input.ignorefile.at,
	}
}
