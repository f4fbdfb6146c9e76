# METADATA
# title: Build step sets or empties a password
# description: |
#   The password, or a hash that can be guessed at leisure, stays in the layer and often in the image's history, and every
#   container made of the image has it. An account without one is open to whoever reaches a login.
# related_resources:
#   - ref: https://docs.docker.com/build/building/secrets/
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   aliases:
#     - checkov:CKV2_DOCKER_17
#   remediation: |
#     Leave accounts locked, which is how useradd makes them, and let people in from outside: `docker exec`, `kubectl exec`.
package seaworthy.rules.dockerfile.account_password_set

deny contains finding if {
	some change in input.dockerfile.acts.passwords
	change.shipped
	finding := {
		"msg": $"{change.program} {effect(change)}",
		"at": change.at,
	}
}

effect(change) := "leaves an account without a password" if {
	change.emptied
} else := "gives an account a password"
