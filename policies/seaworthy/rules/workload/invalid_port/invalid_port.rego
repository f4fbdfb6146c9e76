# METADATA
# title: Port name or number is not valid
# description: |
#   The API server refuses the object, so what was meant to be rolled out is not: the old version goes on, or nothing
#   runs at all.
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports
#   - ref: https://www.rfc-editor.org/rfc/rfc6335#section-5.1
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, reliability]
#   aliases:
#     - kube-linter:invalid-target-ports
#     - kube-linter:template:target-port
#     - kube-score:container-ports-check
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Use a number from 1 to 65535, and a name of at most 15 lower-case letters, digits and single dashes with a letter
#     among them, that no other port of the container has.
package seaworthy.rules.workload.invalid_port

import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	some container in workload.judged("workload/invalid_port")
	some index, port in container.ports
	some finding in faults(container, port, index)
}

faults(container, port, index) := (((numbers | missing) | texts) | names) | duplicates if {
	numbers := {{"msg": $"{container.title} has the port {number}, which is not within 1 and 65535", "at": $"{port.at}/{key}"} |
		some field, key in {"target": "containerPort", "host_port": "hostPort"}
		number := port[field]
		not is_port(number)
	}
	missing := {{"msg": $"{container.title} has a port without a number", "at": port.at} | not port.target; not port.text}
	texts := {{"msg": $`{container.title} has the port "{port.text}", a text where a number is needed`, "at": $"{port.at}/containerPort"} |
		not regex.match(`\{\{|\$[({]`, port.text) # a template or a variable may become one
	}
	names := {{"msg": $`{container.title} calls a port "{port.name}", which is no name of a port`, "at": $"{port.at}/name"} |
		not is_name(port.name)
	}
	duplicates := {{"msg": $`{container.title} calls two ports "{port.name}"`, "at": $"{port.at}/name"} |
		some earlier in array.slice(container.ports, 0, index)
		earlier.name == port.name
	}
}

is_port(number) if {
	number >= 1
	number <= 65535
}

is_name(name) if {
	regex.match(`^[a-z0-9-]{1,15}$`, name)
	regex.match(`[a-z]`, name)
	not regex.match(`^-|--|-$`, name)
}
