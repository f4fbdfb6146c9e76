# METADATA
# title: Build step runs an interactive or host command
# description: |
#   A build has no terminal, no init system and no processes to look after. What such a command does is gone when its step
#   is over, or it fails, or it hangs.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#run
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style, hadolint]
#   aliases:
#     - hadolint:DL3001
#   parameters:
#     commands:
#       type: array
#       items:
#         type: string
#         enum:
#           - dmesg
#           - emacs
#           - free
#           - halt
#           - htop
#           - ifconfig
#           - iptables
#           - kill
#           - less
#           - mount
#           - nano
#           - poweroff
#           - ps
#           - reboot
#           - service
#           - shutdown
#           - ssh
#           - sysctl
#           - systemctl
#           - top
#           - umount
#           - vi
#           - vim
#       default: [ssh, vim, shutdown, service, ps, free, top, kill, mount, ifconfig]
#       description: |
#         Programs that are reported.
#   remediation: |
#     Remove it, or do in the running container what it is for.
package seaworthy.rules.dockerfile.pointless_build_command

import data.seaworthy.lib.parameter

deny contains finding if {
	some program in parameter.value("dockerfile/pointless_build_command", "commands")
	some command in input.dockerfile.commands[program]
	finding := {
		"msg": $"{program} has no point during a build",
		"at": command.at,
	}
}
