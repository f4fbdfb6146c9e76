# METADATA
# title: Sources are copied before dependencies are installed
# description: |
#   The builder reuses a layer as long as all before it is unchanged. With the sources in front, each edit fetches
#   every dependency again, and each build may get others.
# related_resources:
#   - ref: https://docs.docker.com/build/cache/optimize/#order-your-layers
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style]
#   remediation: |
#     Copy the manifest and the lock file, install, and copy the sources behind that.
package seaworthy.rules.dockerfile.source_copied_before_install

import data.seaworthy.lib.dockerfile

deny contains finding if {
	some install in dockerfile.language_installs
	install.after_sources
	finding := {
		"msg": $"{install.title} runs only after the whole build context is copied",
		"at": install.at,
	}
}
