# METADATA
# title: Working directory lies in /proc, /sys or /dev
# description: |
#   These are interfaces of the kernel, not places for files. A working directory below /proc/self/fd reaches
#   descriptors that an unpatched runc leaks from the host: whoever builds or runs the image hands it the host's files
#   (CVE-2024-21626).
# related_resources:
#   - ref: https://github.com/opencontainers/runc/security/advisories/GHSA-xr7r-f8xq-vfvv
# custom:
#   severity: critical
#   since: v0.1.0
#   profiles: [default, strict]
#   aliases:
#     - trivy:DS-0030
#   parameters:
#     roots:
#       type: array
#       items: {type: string}
#       default: [/proc, /sys, /dev]
#       description: Directories in which no working directory may lie.
#   remediation: |
#     Use a directory of the image's own file system, such as /app.
package seaworthy.rules.dockerfile.workdir_in_proc

import data.seaworthy.lib.parameter

deny contains finding if {
	some workdir in input.dockerfile.instructions.workdir
	some root in parameter.value("dockerfile/workdir_in_proc", "roots")
	startswith($"{workdir.path}/", $"{trim_right(root, "/")}/")
	finding := {
		"msg": $"the working directory {workdir.path} lies in {root}",
		"at": workdir.at,
	}
}
