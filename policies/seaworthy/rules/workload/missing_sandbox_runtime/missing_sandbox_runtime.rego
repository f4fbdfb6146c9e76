# METADATA
# title: Untrusted workload runs without a sandboxed runtime
# description: |
#   Containers share the kernel of their host, so one bug in it is enough to get out. Under gVisor or Kata what is not
#   trusted has a kernel of its own.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/containers/runtime-class/
#   - ref: https://gvisor.dev/docs/
#   - ref: https://katacontainers.io/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [strict]
#   parameters:
#     untrusted:
#       type: array
#       items: {type: string}
#       default: ["label:seaworthy.dev/untrusted=true"]
#       description: |
#         What is not trusted: selectors `field:pattern` over kind, namespace, name, label, container, role and image.
#         Several with a space between them must all match.
#     sandboxes:
#       type: array
#       items: {type: string}
#       default: [gvisor, runsc, kata, kata-*, io.containerd.runsc.*, io.containerd.kata.*]
#       description: |
#         Runtime classes, or runtimes, that are sandboxes; patterns are understood.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Workloads to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Name a sandbox in runtimeClassName, or in runtime.
package seaworthy.rules.workload.missing_sandbox_runtime

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	is_untrusted
	not is_sandboxed
	not workload.exempt_workload("workload/missing_sandbox_runtime")
	finding := {
		"msg": $"{input.workload.title} is not trusted, and shares the kernel of its host",
		"at": $"{input.workload.at}/runtime",
	}
}

is_untrusted if {
	some selector in parameter.value("workload/missing_sandbox_runtime", "untrusted")
	some container in input.workload.containers
	workload.selected(selector, container)
}

is_sandboxed if {
	some pattern in parameter.value("workload/missing_sandbox_runtime", "sandboxes")
	glob.match(pattern, null, input.workload.runtime)
}
