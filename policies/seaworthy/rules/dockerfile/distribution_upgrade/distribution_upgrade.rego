# METADATA
# title: Build step upgrades the whole distribution
# description: |
#   The image still bears the name of its base and is another release of it: packages come and go, and the result
#   hangs on the day of the build. A newer base image is the same step, tested by those who make it.
# related_resources:
#   - ref: https://manpages.debian.org/stable/apt/apt-get.8.en.html
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [default, strict, hadolint]
#   aliases:
#     - hadolint:DL3035
#     - trivy:DS-0024
#   remediation: |
#     Move to a newer base image, and upgrade single packages where a fix can not wait.
package seaworthy.rules.dockerfile.distribution_upgrade

deny contains finding if {
	some upgrade in input.dockerfile.acts.upgrades
	upgrade.distribution
	finding := {
		"msg": $"{upgrade.title} upgrades the whole distribution",
		"at": upgrade.at,
	}
}
