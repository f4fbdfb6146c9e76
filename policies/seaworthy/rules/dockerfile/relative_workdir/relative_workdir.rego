# METADATA
# title: Working directory depends on the base image
# description: |
#   A relative WORKDIR goes on from where the base image ended. The next release of the base may end elsewhere, and then
#   every COPY and RUN below works in another folder, without an error.
#
#   After an absolute WORKDIR in the same file a relative one is well defined, and passes.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#workdir
#   - ref: https://docs.docker.com/reference/build-checks/workdir-relative-path/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, hadolint, buildkit]
#   aliases:
#     - hadolint:DL3000
#     - trivy:DS-0009
#     - checkov:CKV_DOCKER_10
#     - buildkit:WorkdirRelativePath
#   parameters:
#     after_absolute:
#       type: boolean
#       default: false
#       description: Whether a relative path is reported after an absolute one too.
#   remediation: |
#     Write the path from the root: `WORKDIR /app`.
package seaworthy.rules.dockerfile.relative_workdir

import data.seaworthy.lib.parameter

deny contains finding if {
	some workdir in input.dockerfile.instructions.workdir
	workdir.kind == "relative"
	not workdir.anchored
	finding := {
		"msg": $"the working directory {workdir.text} begins wherever the base image ends",
		"at": workdir.at,
	}
}

deny contains finding if {
	parameter.value("dockerfile/relative_workdir", "after_absolute")
	some workdir in input.dockerfile.instructions.workdir
	workdir.kind == "relative"
	workdir.anchored
	finding := {
		"msg": $"the working directory {workdir.text} is relative to the one before",
		"at": workdir.at,
	}
}
