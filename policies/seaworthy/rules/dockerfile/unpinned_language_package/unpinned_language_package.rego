# METADATA
# title: Language package has no version
# description: |
#   The newest upload goes into the image, whoever made it: a release that breaks the program, or one from a stolen
#   account. Two builds of one commit hold different software.
#
#   A range counts as a version; a name that its publisher moves, such as `latest`, does not. Files, addresses of
#   archives and what a manifest or a constraints file lists are not judged.
# related_resources:
#   - ref: https://pip.pypa.io/en/stable/topics/repeatable-installs/
#   - ref: https://docs.npmjs.com/cli/using-npm/package-spec
#   - ref: https://go.dev/ref/mod#version-queries
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, hadolint]
#   aliases:
#     - hadolint:DL3013
#     - hadolint:DL3016
#     - hadolint:DL3028
#     - hadolint:DL3062
#   parameters:
#     managers:
#       type: array
#       items: {type: string, enum: [pip, npm, gem, go, cargo, composer, conda, poetry, pipenv]}
#       default: [pip, npm, gem, go]
#       description: |
#         Families of package managers that are judged. pip stands for pipx and uv too, npm for yarn, pnpm and bun, conda
#         for mamba.
#   remediation: |
#     Name a version, or install from a manifest with a lock file.
package seaworthy.rules.dockerfile.unpinned_language_package

import data.seaworthy.lib.dockerfile
import data.seaworthy.lib.parameter
import data.seaworthy.lib.phrase

deny contains finding if {
	some install in dockerfile.language_installs
	install.manager in parameter.value("dockerfile/unpinned_language_package", "managers")
	unpinned := [each |
		some each in install.packages
		not each.pinned
		not each.local
	]
	finding := {
		"msg": $"{install.title} names no version of {phrase.list([each.name | some each in unpinned])}",
		"at": unpinned[0].at,
	}
}
