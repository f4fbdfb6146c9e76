# METADATA
# title: Recommended packages are installed too
# description: |
#   By default apt also installs what the packages recommend, often several times as much as was asked for. Each of them
#   is code in the image that nobody chose, that has to be patched, and that an intruder can use.
# related_resources:
#   - ref: https://manpages.debian.org/stable/apt/apt-get.8.en.html
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [default, strict, hadolint, cis-docker]
#   aliases:
#     - hadolint:DL3015
#     - trivy:DS-0029
#     - cis-docker:4.3
#   remediation: |
#     Add `--no-install-recommends`, and name the recommended packages that the program does need.
package seaworthy.rules.dockerfile.recommended_packages_installed

import data.seaworthy.lib.dockerfile

deny contains object.union(finding, fix(install)) if {
	some install in dockerfile.system_installs
	install.shipped
	install.manager == "apt"
	install.recommended
	count(install.operands) > 0
	finding := {
		"msg": $"{install.title} also installs what its packages only recommend",
		"at": install.at,
	}
}

fix(install) := {"fix": {"safe": false, "edits": [{"act": "insert_after", "at": place, "text": " --no-install-recommends"}]}} if {
	install.program in {"apt", "apt-get"}
	place := install.verb_at
} else := {}
