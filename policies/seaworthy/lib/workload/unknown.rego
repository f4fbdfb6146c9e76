package seaworthy.lib.workload

# METADATA
# title: Field that a variable hides
# description: |
#   True for a field of a container that is declared with a variable nobody sets: it is absent, and still not to be blamed.
# scope: document
is_unknown(container, field) if field in object.get(container, "unknown", [])
