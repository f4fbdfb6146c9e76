# METADATA
# title: Package index is refreshed in a layer of its own
# description: |
#   The builder caches the layer with the index. When a later line changes, the install behind it runs again on the
#   index of long ago: it misses security fixes, or fails because the mirror has dropped that version.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#apt-get
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, cis-docker]
#   aliases:
#     - trivy:DS-0017
#     - checkov:CKV_DOCKER_5
#     - cis-docker:4.7
#   remediation: |
#     Refresh the index and install in one RUN: `apt-get update && apt-get install ...`.
package seaworthy.rules.dockerfile.index_update_alone

deny contains finding if {
	some update in input.dockerfile.acts.index_updates
	update.alone
	finding := {
		"msg": $"{update.title} stands without an install in the same RUN",
		"at": update.at,
	}
}
