# METADATA
# title: Health check can not fail
# description: |
#   A check that ends in a constant success calls a dead service healthy. Orchestrators then send it work, and nobody is
#   told.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#healthcheck
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Let the probe's own exit status decide: `curl --fail ... || exit 1`.
package seaworthy.rules.dockerfile.vacuous_healthcheck

deny contains finding if {
	some check in input.dockerfile.instructions.healthcheck
	check.always_succeeds
	not check.superseded
	finding := {
		"msg": "the health check ends well whatever it finds",
		"at": check.at,
	}
}
