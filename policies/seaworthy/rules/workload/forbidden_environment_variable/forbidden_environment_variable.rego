# METADATA
# title: Environment variable that the team forbids is set
# description: |
#   Some switches turn checks off, and are there for tests alone. The rule is silent until it is told which ones a team
#   does not want to ship.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [opt-in]
#   aliases:
#     - kyverno:check-env-vars/check-disable-opa
#     - kube-linter:template:env-var
#   parameters:
#     variables:
#       type: object
#       default: {}
#       description: |
#         Variables that are not to be set, each with the value that is not wanted; both may be patterns: `{DEBUG:
#         "*"}`.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Remove the variable, or give it a value that is allowed.
package seaworthy.rules.workload.forbidden_environment_variable

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some name, value in parameter.value("workload/forbidden_environment_variable", "variables")
	some container in input.workload.containers
	some variable in container.environment
	glob.match(name, null, variable.name)
	glob.match(value, null, object.get(variable, "text", ""))
	not workload.exempt("workload/forbidden_environment_variable", container)
	finding := {
		"msg": $"{container.title} sets {variable.name}, which is not to be shipped",
		"at": variable.at,
	}
}
