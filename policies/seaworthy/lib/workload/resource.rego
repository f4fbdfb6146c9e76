package seaworthy.lib.workload

# METADATA
# title: Amount of a resource that is set for a container
# description: |
#   What the container or else its pod sets: `workload.amount_of(container, "limits", "memory")`. Undefined where nothing
#   is set; zero, and the -1 of engines, set nothing.
# scope: document
amount_of(container, bound, resource) := amount if {
	amount := container[bound][resource]
	not sets_nothing(amount)
} else := amount if {
	amount := input.workload.pod[bound][resource]
	not sets_nothing(amount)
}

# METADATA
# title: Init container in the shadow of the others
# description: |
#   True for an init container of a pod whose main containers ask for the resource: it runs before them, and the scheduler
#   keeps for the pod what the greater of the two asks for, so the node has something set aside for it.
# scope: document
covered_by_others(container, resource) if {
	container.role == "init"
	some other in input.workload.containers
	other.role == "main"
	some bound in ["requests", "limits"]
	_ := amount_of(other, bound, resource)
}

sets_nothing(amount) if regex.match(`^(?:-.*|[0.]+[A-Za-z]*)$`, amount)

# METADATA
# title: Kubernetes quantity as a number
# description: |
#   `500m` is 0.5 and `1Ki` is 1024 (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/).
#   Undefined for a text that is no quantity.
# scope: document
quantity(text) := units.parse(text) if {
	regex.match(`^(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][0-9]+|m|k|[KMGTPE]i?)?$`, text)
}

# METADATA
# title: Key of a resource in the model
# description: Kubernetes' `ephemeral-storage` is the model's `ephemeral_storage`.
# scope: document
resource_field(name) := replace(name, "-", "_")
