package seaworthy.lib.workload

# METADATA
# title: Field that a variable hides
# description: |
#   True for a field of a container that is declared with a variable nobody sets: it is absent, and still not to be blamed.
# scope: document
is_unknown(container, field) if field in object.get(container, "unknown", [])

# METADATA
# title: Field of the workload that a variable hides
# description: As `is_unknown`, for what the workload says and not its one container. A name, true where it is hidden.
# scope: document
any_unknown(field) if {
	some container in input.workload.containers
	is_unknown(container, field)
}
