# METADATA
# title: Environment changes how every program is loaded
# description: |
#   Every program of the container starts with the library that such a variable names, tools and health checks included,
#   and hooks that a runtime runs outside the container have followed it too (CVE-2025-23266).
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/ld.so.8.html
#   - ref: https://nvd.nist.gov/vuln/detail/CVE-2025-23266
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     variables:
#       type: array
#       items: {type: string}
#       default: [LD_PRELOAD, LD_AUDIT, GLIBC_TUNABLES]
#       description: |
#         The variables.
#     allowed_values:
#       type: array
#       items: {type: string}
#       default: ["*jemalloc*", "*tcmalloc*", "*mimalloc*", "glibc.malloc.*", "glibc.pthread.rseq=*"]
#       description: |
#         Values that are accepted, as patterns.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Name the library in the image's loader configuration, or set the variable for the one command that needs it.
package seaworthy.rules.workload.loader_environment_variable

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some container in input.workload.containers
	some variable in container.environment
	variable.name in parameter.value("workload/loader_environment_variable", "variables")
	variable.source == "literal"
	variable.text
	not is_allowed(variable.text)
	not workload.exempt("workload/loader_environment_variable", container)
	finding := {
		"msg": $"{container.title} sets {variable.name} for all its programs",
		"at": variable.at,
	}
}

is_allowed(text) if {
	some pattern in parameter.value("workload/loader_environment_variable", "allowed_values")
	glob.match(pattern, null, text)
}
