# METADATA
# title: Base image is tied to one platform
# description: |
#   The image can't be built for another architecture; where it is run on one, an emulator makes it slow. A stage whose name
#   says its platform is meant to be tied to it.
# related_resources:
#   - ref: https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/
#   - ref: https://docs.docker.com/build/building/multi-platform/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict, hadolint, buildkit]
#   aliases:
#     - hadolint:DL3029
#     - buildkit:FromPlatformFlagConstDisallowed
#   remediation: |
#     Leave the flag away, use `$BUILDPLATFORM` for build stages, or name the platform where the build is started.
package seaworthy.rules.dockerfile.constant_platform

deny contains finding if {
	some stage in input.dockerfile.stages
	stage.base.platform_kind == "constant"
	finding := {
		"msg": $"{stage.title} is always built for {stage.base.platform}",
		"at": $"{stage.at}/platform",
		"fix": {"safe": false, "edits": [{"act": "delete", "at": $"{stage.at}/platform/word"}]},
	}
}
