# METADATA
# title: Package install runs scripts of its packages
# description: |
#   npm and yarn run what a package asks for before and after it is installed. A worm in any of hundreds of
#   dependencies executes inside the build, with its network and its secrets, before a line of the program runs.
# related_resources:
#   - ref: https://docs.npmjs.com/cli/using-npm/scripts#life-cycle-scripts
#   - ref: https://docs.npmjs.com/cli/using-npm/config#ignore-scripts
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict]
#   remediation: |
#     Install with `--ignore-scripts`, and rebuild by name the few packages that need it: `npm rebuild sharp`.
package seaworthy.rules.dockerfile.lifecycle_scripts_run

import data.seaworthy.lib.dockerfile

deny contains finding if {
	some install in dockerfile.language_installs
	install.runs_scripts
	finding := {
		"msg": $"{install.title} runs the scripts of what it installs",
		"at": install.at,
	}
}
