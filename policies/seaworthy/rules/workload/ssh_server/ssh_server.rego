# METADATA
# title: Container runs an SSH server
# description: |
#   A second way to log in has keys, users and updates of its own, and what is done over it is in no audit log of the
#   platform.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/debug/debug-application/get-shell-running-container/
#   - ref: https://docs.docker.com/reference/cli/docker/container/exec/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, cis-docker, nsa]
#   aliases:
#     - kube-linter:ssh-port
#     - kube-linter:template:ports
#     - docker-bench:check_5_7
#     - cis-docker:5.7
#   parameters:
#     ports:
#       type: array
#       items: {type: integer}
#       default: [22]
#       description: |
#         The ports of SSH.
#     protocols:
#       type: array
#       items: {type: string}
#       default: [tcp]
#       description: |
#         The protocols that count.
#     git_servers:
#       type: array
#       items: {type: string}
#       default:
#         - "*gitea*"
#         - "*forgejo*"
#         - "*gitlab/gitlab*"
#         - "*gitlab-shell*"
#         - "*gogs*"
#         - "*gerrit*"
#         - "*bitbucket*"
#         - "*soft-serve*"
#         - "*onedev*"
#         - "*phabricator*"
#         - "*phorge*"
#         - "*gitbucket*"
#         - "*git-server*"
#       description: |
#         Images whose program serves repositories over SSH, which is no way into the container: patterns.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Log in with `kubectl exec` or `docker exec`, and remove sshd and its port.
package seaworthy.rules.workload.ssh_server

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some container in input.workload.containers
	some port in container.ports
	port.target in parameter.value("workload/ssh_server", "ports")
	object.get(port, "protocol", "tcp") in parameter.value("workload/ssh_server", "protocols")
	not serves_repositories(container)
	not workload.exempt("workload/ssh_server", container)
	finding := {
		"msg": $"{container.title} opens port {port.target} for SSH",
		"at": port.at,
	}
}

deny contains finding if {
	some command in workload.commands
	command.program in {"sshd", "dropbear"}
	container := input.workload.containers[command.container]
	not serves_repositories(container)
	not workload.exempt("workload/ssh_server", container)
	finding := {
		"msg": $"{container.title} starts {command.program}",
		"at": command.at,
	}
}

serves_repositories(container) if {
	some pattern in parameter.value("workload/ssh_server", "git_servers")
	glob.match(pattern, null, container.image)
}
