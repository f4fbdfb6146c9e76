# METADATA
# title: SSH server is installed
# description: |
#   It brings keys, accounts and a port that the platform can't see: who logs in passes by its access control and its
#   audit. A shell in a running container is what the platform's exec is for.
# related_resources:
#   - ref: https://docs.docker.com/reference/cli/docker/container/exec/
#   - ref: https://kubernetes.io/docs/tasks/debug/debug-application/get-shell-running-container/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Remove it, and use the platform's exec.
package seaworthy.rules.dockerfile.ssh_server_installed

import data.seaworthy.lib.dockerfile

deny contains finding if {
	some install in dockerfile.system_installs
	install.shipped
	some each in install.packages
	not each.removed
	each.name in servers[install.manager]
	finding := {
		"msg": $"{install.title} installs an SSH server: {each.name}",
		"at": each.at,
	}
}

# Packages with a server, by family: the plain openssh holds one in some distributions and only shared files in others.
servers := {
	"apt": {"openssh-server", "ssh", "dropbear", "dropbear-bin", "tinysshd"},
	"apk": {"openssh", "openssh-server", "openssh-server-pam", "dropbear", "tinyssh"},
	"dnf": {"openssh-server", "dropbear", "tinyssh"},
	"zypper": {"openssh", "openssh-server", "dropbear"},
}
