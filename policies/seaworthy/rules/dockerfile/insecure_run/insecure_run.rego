# METADATA
# title: Build step gives up the sandbox
# description: |
#   A step with the insecure entitlement has the rights of the builder, and one with the host's network reaches what listens
#   there, the cloud's metadata service among them. Whatever code the step runs can attack the build host.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#run---security
#   - ref: https://docs.docker.com/reference/dockerfile/#run---network
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Take `--security=insecure` and `--network=host` away; run what needs them outside the build.
package seaworthy.rules.dockerfile.insecure_run

deny contains finding if {
	some run in input.dockerfile.instructions.run
	some flag, [value, danger] in {
		"security": ["insecure", "without the sandbox"],
		"network": ["host", "on the network of the build host"],
	}
	run[flag] == value
	finding := {
		"msg": $"--{flag}={value} runs the step {danger}",
		"at": $"{run.at}/{flag}",
	}
}
