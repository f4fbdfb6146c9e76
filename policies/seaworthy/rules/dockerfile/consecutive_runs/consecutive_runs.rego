# METADATA
# title: Neighbouring steps could be one layer
# description: |
#   Each RUN adds a layer and an entry to the build cache. Two RUNs of one command each, with the same flags and nothing
#   between them, say the same as one with `&&`.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#run
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style, hadolint]
#   aliases:
#     - hadolint:DL3059
#   remediation: |
#     Join them with `&&`, or in a heredoc.
package seaworthy.rules.dockerfile.consecutive_runs

deny contains finding if {
	some run in input.dockerfile.style.consecutive_runs
	finding := {
		"msg": "this RUN could be one layer with the RUN above",
		"at": run.at,
	}
}
