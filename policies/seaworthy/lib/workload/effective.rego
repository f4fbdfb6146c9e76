package seaworthy.lib.workload

import data.seaworthy.lib.parameter

# METADATA
# title: Setting that holds for a container
# description: |
#   What the container declares, or else its pod: `workload.effective(container, "user")`. Undefined where neither does,
#   which leaves it to the platform. The fields are user, group, non_root, seccomp, apparmor, selinux and windows.
# scope: document
effective(container, field) := value if {
	value := container[field]
} else := value if {
	value := input.workload.pod[field]
}

# METADATA
# title: Declarations of a setting
# description: |
#   Each place that declares the field for a container which the rule judges: `value` is what is declared, `title` who
#   declares it, and `at` where. What a pod declares counts while it holds for some container, and always where the
#   rule's parameter `include_overridden` is true.
# scope: document
declarations(rule, field) := array.concat(of_containers, of_pod) if {
	of_containers := [declared |
		some container in input.workload.containers
		value := container[field]
		not exempt(rule, container)
		declared := {"value": value, "title": container.title, "at": $"{container.at}/{field}"}
	]
	of_pod := [declared |
		value := input.workload.pod[field]
		in_force(rule, field)
		declared := {"value": value, "title": input.workload.title, "at": $"{input.workload.at}/pod/{field}"}
	]
}

in_force(rule, field) if {
	some container in input.workload.containers
	not declares(container, field)
	not exempt(rule, container)
}

in_force(rule, _) if {
	parameter.value(rule, "include_overridden") == true
	not exempt_workload(rule)
}

declares(container, field) if {
	_ := container[field]
}

# METADATA
# title: Containers of which the pod tells nothing, or none
# description: |
#   Whom to name for what is missing from containers: the workload, if it could say it for all and none of them has it,
#   else each container. `at` is where the settings of the one named stand.
# scope: document
subjects(lacking) := [{"title": input.workload.title, "at": $"{input.workload.at}/pod"}] if {
	input.workload.platform == "kubernetes"
	count(lacking) > 0
	count(lacking) == count(input.workload.containers)
} else := each(lacking)

# METADATA
# title: Each of some containers
# description: As `subjects`, for what only containers can say.
# scope: document
each(containers) := [{"title": container.title, "at": container.at} | some container in containers]

# METADATA
# title: Account of the superuser
# description: True for a user or group that is 0, or named root.
# scope: document
is_root(account) if account.id == 0

is_root(account) if account.name == "root"

# METADATA
# title: Root that is nobody on the node
# description: |
#   True for a workload in a user namespace of its own, if the rule's parameter `allow_user_namespace` accepts that.
# scope: document
mapped_away(rule) if {
	input.workload.user_namespace == "private"
	parameter.value(rule, "allow_user_namespace") == true
}

# METADATA
# title: What a platform does where nothing is said
# description: |
#   `workload.default_of("seccomp")` is what the workload's platform makes of a field that is absent. It is undefined for
#   fields on which the platforms agree: they are false, empty or unlimited.
# scope: document
default_of(field) := platform_defaults[input.workload.platform][field]

# https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/ and
# https://docs.docker.com/reference/cli/docker/container/run/
platform_defaults := {
	"kubernetes": {"seccomp": "unconfined", "user_namespace": "host", "restart": "always", "grace_period": 30},
	"compose": engine_defaults,
	"docker": engine_defaults,
}

engine_defaults := {"seccomp": "runtime_default", "restart": "never", "grace_period": 10}
