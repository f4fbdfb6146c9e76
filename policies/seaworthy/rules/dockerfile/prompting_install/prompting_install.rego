# METADATA
# title: Package install waits for an answer
# description: |
#   No one is there to answer during a build. The package manager reads the end of its input, takes it for a no and
#   fails, or it installs only as long as nothing has to be asked.
# related_resources:
#   - ref: https://manpages.debian.org/stable/apt/apt-get.8.en.html
#   - ref: https://dnf.readthedocs.io/en/latest/command_ref.html
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, hadolint]
#   aliases:
#     - hadolint:DL3014
#     - hadolint:DL3030
#     - hadolint:DL3034
#     - hadolint:DL3038
#     - trivy:DS-0021
#   parameters:
#     managers:
#       type: array
#       items: {type: string, enum: [apt, dnf, zypper]}
#       default: [apt, dnf, zypper]
#       description: |
#         Families of package managers that are judged. apt stands for apt-get and aptitude too, dnf for yum, microdnf and
#         tdnf.
#   remediation: |
#     Add the option that assumes yes: `-y`.
package seaworthy.rules.dockerfile.prompting_install

import data.seaworthy.lib.parameter

deny contains object.union(finding, fix(prompt)) if {
	some prompt in input.dockerfile.acts.prompts
	prompt.manager in parameter.value("dockerfile/prompting_install", "managers")
	finding := {
		"msg": $"{prompt.title} waits for an answer: it has no {prompt.switch}",
		"at": prompt.at,
	}
}

fix(prompt) := {"fix": {"safe": true, "edits": [{"act": "insert_after", "at": place, "text": $" {prompt.switch}"}]}} if {
	place := prompt.verb_at
} else := {}
