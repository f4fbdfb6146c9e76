# METADATA
# title: Debugger listens for connections
# description: |
#   A debugger asks nobody who they are: whoever connects to the JVM's, Node's or Python's reads all memory and runs any
#   code in the program.
# related_resources:
#   - ref: https://docs.oracle.com/en/java/javase/21/docs/specs/jpda/conninv.html
#   - ref: https://nodejs.org/en/learn/getting-started/debugging
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     patterns:
#       type: array
#       items: {type: string}
#       default:
#         - "*-agentlib:jdwp=*"
#         - "*-Xrunjdwp:*"
#         - "*--inspect=0.0.0.0*"
#         - "*--inspect-brk=0.0.0.0*"
#         - "*debugpy --listen 0.0.0.0*"
#         - "dlv *--listen=:*"
#         - "dlv *--listen=0.0.0.0:*"
#         - "dlv *--listen :*"
#         - "dlv *-l :*"
#       description: |
#         What a debugger is started with, as patterns over the program without its path and its words, and over the
#         values of variables.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Take the flag out of what is shipped, or bind the debugger to 127.0.0.1 and forward the port.
package seaworthy.rules.workload.remote_debugger

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some command in workload.commands
	debugs(workload.line(command))
	container := input.workload.containers[command.container]
	finding := reported(container, command.at)
}

deny contains finding if {
	some container in input.workload.containers
	some variable in container.environment
	debugs(variable.text)
	finding := reported(container, variable.at)
}

reported(container, at) := {"msg": $"{container.title} lets others connect to a debugger", "at": at} if {
	not workload.exempt("workload/remote_debugger", container)
}

debugs(text) if {
	some pattern in parameter.value("workload/remote_debugger", "patterns")
	glob.match(pattern, null, text)
	not is_local(text)
}

# A debugger that only the container itself can reach, or that connects to somebody.
is_local(text) if regex.match(`address=(?:127\.0\.0\.1|localhost|\[?::1)|server=n`, text)
