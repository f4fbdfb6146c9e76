# METADATA
# title: Distribution package has no version
# description: |
#   The repository decides on the day of the build which version comes, so two builds of one commit hold different
#   software, and neither a regression nor a vulnerability can be told from the source.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#version-pinning
#   - ref: https://snapshot.debian.org/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict, hadolint]
#   aliases:
#     - hadolint:DL3008
#     - hadolint:DL3018
#     - hadolint:DL3033
#     - hadolint:DL3037
#     - hadolint:DL3041
#   parameters:
#     managers:
#       type: array
#       items: {type: string, enum: [apt, apk, dnf, zypper]}
#       default: [apt, apk, dnf, zypper]
#       description: |
#         Families of package managers that are judged. apt stands for apt-get and aptitude too, dnf for yum, microdnf
#         and tdnf.
#   remediation: |
#     Pin the version: `curl=7.88.1-10` with apt, `curl=8.5.0-r0` with apk, `curl-8.5.0` with dnf, `curl=8.5.0` with
#     zypper. Or pin the base by digest and install from a snapshot of the repository.
package seaworthy.rules.dockerfile.unpinned_system_package

import data.seaworthy.lib.dockerfile
import data.seaworthy.lib.parameter
import data.seaworthy.lib.phrase

deny contains finding if {
	some install in dockerfile.system_installs
	install.manager in parameter.value("dockerfile/unpinned_system_package", "managers")
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
