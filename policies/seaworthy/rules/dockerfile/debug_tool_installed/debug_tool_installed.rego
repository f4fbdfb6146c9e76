# METADATA
# title: Debugging or network tool is installed in the shipped image
# description: |
#   An intruder looks around, opens connections and reads the memory of other processes with the same tools. The
#   program needs none of them, and each has to be patched.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/#ephemeral-container
#   - ref: https://docs.docker.com/reference/cli/docker/debug/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict, cis-docker]
#   aliases:
#     - cis-docker:4.3
#   parameters:
#     packages:
#       type: array
#       items: {type: string}
#       default:
#         [vim, vim-*, nano, telnet, inetutils-telnet, busybox-extras, netcat, netcat-*, nmap, nmap-ncat, tcpdump, strace, gdb, socat, openssh-client, openssh-clients]
#       description: Patterns for the names of distribution packages; * stands for anything.
#   remediation: |
#     Leave it out, and attach a debug container when one is needed.
package seaworthy.rules.dockerfile.debug_tool_installed

import data.seaworthy.lib.dockerfile
import data.seaworthy.lib.parameter
import data.seaworthy.lib.phrase

deny contains finding if {
	some install in dockerfile.system_installs
	install.shipped
	tools := [each |
		some each in install.packages
		not each.removed
		count(patterns(each.name)) > 0
	]
	finding := {
		"msg": $"{install.title} puts {phrase.list([each.name | some each in tools])} into the image",
		"at": tools[0].at,
	}
}

patterns(name) := {pattern |
	some pattern in parameter.value("dockerfile/debug_tool_installed", "packages")
	glob.match(pattern, null, name)
}
