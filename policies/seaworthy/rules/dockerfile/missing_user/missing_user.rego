# METADATA
# title: Shipped stage names no user
# description: |
#   Without USER the base image decides who the process is, and nearly every base decides on root. Even where the base
#   is unprivileged today, nothing in this file would tell if the next release of it is not.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#user
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, cis-docker]
#   aliases:
#     - checkov:CKV_DOCKER_3
#     - cis-docker:4.1
#     - trivy:DS-0002
#   parameters:
#     nonroot_bases:
#       type: array
#       items: {type: string}
#       default: ["*:nonroot", "*:nonroot-*", "*:debug-nonroot", "*:debug-nonroot-*", "cgr.dev/chainguard/*", "*/nanoserver:*"]
#       description: |
#         Patterns of base images that are known to run unprivileged, matched against the name without a digest, as
#         written and in full. A star crosses slashes and colons.
#   remediation: |
#     Add a USER with a numeric id at the end of the shipped stage, `USER ContainerUser` on Windows. Where the base is known to run unprivileged, add it
#     to `nonroot_bases`.
package seaworthy.rules.dockerfile.missing_user

import data.seaworthy.lib.dockerfile
import data.seaworthy.lib.parameter

deny contains finding if {
	some stage in input.dockerfile.stages
	stage.target
	not stage.effective.user
	base := dockerfile.origins[stage.index].base
	not nonroot(base)
	finding := {
		"msg": $"{stage.title} names no user, so it runs as {account(base)}",
		"at": stage.at,
	}
}

nonroot(base) if {
	some pattern in parameter.value("dockerfile/missing_user", "nonroot_bases")
	some name in base.names
	glob.match(pattern, null, name)
}

account(base) := "root" if {
	base.kind == "scratch"
} else := $"{base.names[0]} does" if {
	base.names
} else := $"{base.text} does" if {
	base.text != ""
} else := "its base does"
