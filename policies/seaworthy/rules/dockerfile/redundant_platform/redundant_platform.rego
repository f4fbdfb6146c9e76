# METADATA
# title: Platform flag repeats the default
# description: |
#   FROM takes the target platform anyway. The flag says nothing, and makes readers look for a reason.
# related_resources:
#   - ref: https://docs.docker.com/reference/build-checks/redundant-target-platform/
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style, hadolint, buildkit]
#   aliases:
#     - hadolint:DL3065
#     - buildkit:RedundantTargetPlatform
#   remediation: |
#     Delete the flag.
package seaworthy.rules.dockerfile.redundant_platform

deny contains finding if {
	some stage in input.dockerfile.stages
	stage.base.platform_kind == "target"
	finding := {
		"msg": "--platform names the target platform, which FROM uses anyway",
		"at": $"{stage.at}/platform",
		"fix": {"safe": true, "edits": [{"act": "delete", "at": $"{stage.at}/platform/word"}]},
	}
}
