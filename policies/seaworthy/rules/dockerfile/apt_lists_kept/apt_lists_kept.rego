# METADATA
# title: apt's index or archives stay in the layer
# description: |
#   They make the image bigger, and the index goes stale at once. Deleting them in a later RUN only hides them: each RUN
#   is a layer of its own, and what a layer holds is shipped.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#apt-get
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [default, strict, hadolint]
#   aliases:
#     - hadolint:DL3009
#   remediation: |
#     End the same RUN with `rm -rf /var/lib/apt/lists/*`, or mount a cache on /var/lib/apt and /var/cache/apt.
package seaworthy.rules.dockerfile.apt_lists_kept

deny contains finding if {
	some run in input.dockerfile.instructions.run
	run.shipped
	kept := leftover(run.leftovers)
	finding := {
		"msg": $"{kept.command} leaves {kept.path} in the layer",
		"at": kept.at,
	}
}

# One RUN is one finding: whoever cleans up after the index sees the archives next to it.
leftover(leftovers) := left if {
	left := leftovers.apt_lists
} else := left if {
	left := leftovers.apt_archives
}
