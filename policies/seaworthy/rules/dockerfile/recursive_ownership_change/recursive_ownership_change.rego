# METADATA
# title: Owner or mode is changed in a layer of its own
# description: |
#   A layer stores a changed file as a whole, even if only its owner changes: a recursive chown or chmod of what earlier
#   layers hold ships every file a second time.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#copy---chown---chmod
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style]
#   remediation: |
#     Give `--chown` or `--chmod` to the COPY, or change the files in the RUN that makes them.
package seaworthy.rules.dockerfile.recursive_ownership_change

deny contains finding if {
	some change in input.dockerfile.acts.recursive_changes
	change.shipped
	finding := {
		"msg": $"{change.program} stores every file of {change.path} a second time",
		"at": change.at,
	}
}
