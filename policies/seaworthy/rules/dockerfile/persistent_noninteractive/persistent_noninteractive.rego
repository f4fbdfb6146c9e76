# METADATA
# title: Setting of the installer is left in the environment
# description: |
#   DEBIAN_FRONTEND is for the install commands of the build. As ENV it reaches everybody who works in the container later,
#   and every image built on this one, where questions then go unasked.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#env
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style]
#   remediation: |
#     Set it on the command, `RUN DEBIAN_FRONTEND=noninteractive apt-get install ...`, or declare it as ARG.
package seaworthy.rules.dockerfile.persistent_noninteractive

deny contains finding if {
	some stage in input.dockerfile.stages
	stage.target
	variable := stage.effective.environment.DEBIAN_FRONTEND
	variable.value in {"noninteractive", "teletype"}
	finding := {
		"msg": $"DEBIAN_FRONTEND={variable.value} stays in the environment of {stage.title}",
		"at": variable.at,
	}
}
