# METADATA
# title: Variable is used before it is defined
# description: |
#   The builder puts nothing in its place and goes on. `COPY $SOURCE /app` then copies something else or fails with a message
#   about something else, and `ENV PATH=$PAHT:/app` breaks the image without a word.
#
#   An ARG above the first FROM counts for FROM lines alone, what the builder offers (`TARGETARCH`) needs an ARG in the stage,
#   and no stage sees what another one declares unless it is built FROM it. A name that the base image may set is not reported.
# related_resources:
#   - ref: https://docs.docker.com/reference/build-checks/undefined-var/
#   - ref: https://docs.docker.com/reference/build-checks/undefined-arg-in-from/
#   - ref: https://docs.docker.com/build/building/variables/#scoping
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, buildkit]
#   aliases:
#     - buildkit:UndefinedVar
#     - buildkit:UndefinedArgInFrom
#   remediation: |
#     Declare the variable with ARG or ENV above its use in the same stage, or correct its name.
package seaworthy.rules.dockerfile.undefined_variable

import data.seaworthy.data.base_variables

deny contains finding if {
	some variable in undefined
	finding := {
		"msg": $"{variable.name} is empty here: {reason(variable)}",
		"at": variable.at,
	}
}

undefined contains variable if {
	some variable in input.dockerfile.undeclared_variables
	variable.base
}

# A base image could set these, but whoever wrote the file meant to do so.
undefined contains variable if {
	some variable in input.dockerfile.undeclared_variables
	variable.elsewhere in {"platform", "global", "same", "later", "stage_argument"}
}

undefined contains variable if {
	some variable in input.dockerfile.undeclared_variables
	variable.similar
}

undefined contains variable if {
	some variable in input.dockerfile.undeclared_variables
	input.dockerfile.stages[variable.origin].base.kind == "scratch"
}

undefined contains variable if {
	some variable in input.dockerfile.undeclared_variables
	some name in input.dockerfile.stages[variable.origin].base.names
	set_by_base := base_variables[split(name, ":")[0]]
	not variable.name in set_by_base
}

reason(variable) := $"{cause(variable)} (did you mean {variable.similar}?)" if {
	not variable.elsewhere
	variable.similar
} else := cause(variable)

cause(variable) := "no ARG above the first FROM declares it" if {
	variable.base
} else := causes[variable.elsewhere] if {
	variable.elsewhere
} else := "nothing sets it"

causes := {
	"platform": "a stage has to declare what the builder offers with ARG",
	"global": "an ARG above the first FROM counts in FROM only, until the stage declares it as well",
	"same": "what an instruction sets counts from the next instruction on",
	"later": "it is set only further down",
	"stage_argument": "the ARG that declares it belongs to another stage",
	"stage_variable": "it is set in another stage only",
}
