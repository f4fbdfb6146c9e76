# METADATA
# title: ONBUILD holds an instruction it must not hold
# description: |
#   A trigger runs in the build of an image that is based on this one, where FROM, MAINTAINER and a second ONBUILD have no
#   place. BuildKit refuses the file; builders that do not look build it, and every image based on it fails.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#onbuild-limitations
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, hadolint]
#   aliases:
#     - hadolint:DL3043
#   remediation: |
#     Remove the trigger. What an image of this one needs beyond it belongs into that image's own Dockerfile.
package seaworthy.rules.dockerfile.forbidden_onbuild_trigger

deny contains finding if {
	some trigger in input.dockerfile.forbidden_triggers
	finding := {
		"msg": $"ONBUILD must not hold {trigger.keyword}",
		"at": trigger.at,
	}
}
