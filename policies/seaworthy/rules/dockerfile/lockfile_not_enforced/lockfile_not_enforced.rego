# METADATA
# title: Dependencies are installed without holding to the lock file
# description: |
#   Where manifest and lock file differ, or no lock file is there, the resolver picks versions on its own: ones that
#   nobody reviewed, and others tomorrow. With the right command the build fails instead.
# related_resources:
#   - ref: https://docs.npmjs.com/cli/commands/npm-ci
#   - ref: https://yarnpkg.com/cli/install
#   - ref: https://pnpm.io/cli/install
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     managers:
#       type: array
#       items: {type: string, enum: [npm, yarn, pnpm, bun, bundle, pip, uv, composer]}
#       default: [npm, yarn, pnpm]
#       description: Package managers that are judged.
#   remediation: |
#     Use `npm ci`, `yarn install --immutable` (`--frozen-lockfile` before version 2), `pnpm install
#     --frozen-lockfile`, `pip install --require-hashes`.
package seaworthy.rules.dockerfile.lockfile_not_enforced

import data.seaworthy.lib.dockerfile
import data.seaworthy.lib.parameter

deny contains object.union(finding, fix(install)) if {
	some install in dockerfile.language_installs
	install.unlocked
	install.program in parameter.value("dockerfile/lockfile_not_enforced", "managers")
	finding := {
		"msg": $"{install.title} does not hold to the lock file",
		"at": install.at,
	}
}

fix(install) := {"fix": {"safe": false, "edits": [{"act": "replace", "at": place, "text": "ci"}]}} if {
	install.program == "npm"
	place := install.verb_at
} else := {}
