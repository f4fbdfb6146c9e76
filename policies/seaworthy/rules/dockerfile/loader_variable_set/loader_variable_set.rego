# METADATA
# title: Environment steers the dynamic loader
# description: |
#   The variable reaches every process that is started with the image's environment. Hooks of container runtimes were among
#   them: with LD_PRELOAD set, a privileged program of the host loaded a library out of the image (CVE-2025-23266). Inside
#   the container it changes system commands along with the service that it was meant for.
# related_resources:
#   - ref: https://nvd.nist.gov/vuln/detail/CVE-2025-23266
#   - ref: https://man7.org/linux/man-pages/man8/ld.so.8.html
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     variables:
#       type: array
#       items: {type: string}
#       default: [LD_PRELOAD, LD_AUDIT, GLIBC_TUNABLES]
#       description: Variables that no image may set.
#   remediation: |
#     Set it for the one program that needs it, `CMD ["env", "LD_PRELOAD=/usr/lib/libjemalloc.so.2", "api"]`, or link the
#     library properly.
package seaworthy.rules.dockerfile.loader_variable_set

import data.seaworthy.lib.parameter

deny contains finding if {
	some stage in input.dockerfile.stages
	stage.target
	some name in parameter.value("dockerfile/loader_variable_set", "variables")
	variable := stage.effective.environment[name]
	variable.value != ""
	not startswith(variable.value, "${")
	finding := {
		"msg": $"{stage.title} starts every program with {name}={variable.value}",
		"at": variable.at,
	}
}
