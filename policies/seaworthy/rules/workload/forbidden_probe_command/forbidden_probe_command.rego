# METADATA
# title: Probe runs a command that the team forbids
# description: |
#   A probe runs every few seconds in every pod, so a heavy command in one loads all nodes, and one that walks the
#   processes or the disk gets slower just when the container is busy.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [opt-in]
#   aliases:
#     - kyverno:deny-commands-in-exec-probe/check-commands
#   parameters:
#     commands:
#       type: array
#       items: {type: string}
#       default: [jcmd, ps, ls]
#       description: |
#         The commands that probes may not run, by name.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Ask over HTTP, gRPC or TCP, or run a command that does next to nothing.
package seaworthy.rules.workload.forbidden_probe_command

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some container in workload.judged("workload/forbidden_probe_command")
	some name, probe in container.probes
	some command in parameter.value("workload/forbidden_probe_command", "commands")
	command in words(probe)
	finding := {
		"msg": $"{container.title} has a {name} probe that runs {command}",
		"at": $"{probe.at}/command",
	}
}

# The words of a script count as well, since a probe's shell is mostly told one line: whatever stands between two separators.
words(probe) := {base |
	some argument in probe.command
	some word in split(strings.replace_n(separators, argument), " ")
	path := split(word, "/")
	base := path[count(path) - 1]
}

separators := {"|": " ", ";": " ", "&": " ", "(": " ", ")": " ", "`": " ", "\n": " ", "\t": " ", "$": " "}
