# METADATA
# title: Environment variable is set twice
# description: |
#   The last one wins, and nobody is told. Which of them was meant cannot be seen, and whoever changes the first one
#   changes nothing.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, reliability]
#   aliases:
#     - kube-linter:duplicate-env-var
#     - kube-linter:template:duplicate-env-var
#     - kube-score:environment-variable-key-duplication
#     - regolibrary:duplicate-env-var
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Keep one.
package seaworthy.rules.workload.duplicate_environment_variable

import data.seaworthy.lib.workload

deny contains finding if {
	some container in input.workload.containers
	names := [variable.name | some variable in container.environment]
	count(names) > count({name | some name in names})
	some i, variable in container.environment
	some earlier in array.slice(container.environment, 0, i)
	variable.name == earlier.name
	not workload.exempt("workload/duplicate_environment_variable", container)
	finding := {
		"msg": $"{container.title} sets {variable.name} more than once",
		"at": variable.at,
	}
}
