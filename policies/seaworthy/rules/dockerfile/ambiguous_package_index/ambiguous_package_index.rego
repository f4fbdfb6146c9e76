# METADATA
# title: Two package indexes compete for one name
# description: |
#   pip asks all its indexes for a name and takes the highest version, wherever it is from. Whoever uploads a package
#   with the name of a private one and a higher version to the public index is installed in its place.
# related_resources:
#   - ref: https://pip.pypa.io/en/stable/cli/pip_install/#cmdoption-extra-index-url
#   - ref: https://docs.astral.sh/uv/concepts/indexes/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Use one index that mirrors the public packages, bind names to indexes (uv's `tool.uv.sources`), or install with
#     `--require-hashes`.
package seaworthy.rules.dockerfile.ambiguous_package_index

import data.seaworthy.lib.dockerfile

deny contains finding if {
	some install in dockerfile.language_installs
	finding := {
		"msg": $"{install.title} looks for the same names in a second index: {install.second_index}",
		"at": install.second_index_at,
	}
}
