# METADATA
# title: Label key breaks the naming rules
# description: |
#   Labels of many tools meet on one image. Docker keeps `com.docker`, `io.docker` and `org.dockerproject` for itself, and asks for
#   keys of lower-case letters, digits, single dots and hyphens that begin with a letter, best under a domain of one's own.
# related_resources:
#   - ref: https://docs.docker.com/engine/manage-resources/labels/
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style, hadolint]
#   aliases:
#     - hadolint:DL3048
#   remediation: |
#     Use a domain of your own in reverse, in lower case: `com.example.team`.
package seaworthy.rules.dockerfile.invalid_label_key

deny contains finding if {
	some label in input.dockerfile.instructions.label
	fault := faults[label.key_fault]
	finding := {
		"msg": $"label key {label.name} {fault}",
		"at": label.at,
	}
}

faults := {
	"reserved": "is in a namespace that Docker keeps for itself",
	"variable": "holds a variable that nothing sets",
	"character": "has characters other than lower-case letters, digits, dots and hyphens",
	"edge": "does not begin with a letter and end with a letter or a digit",
	"divider": "has two dots or hyphens in a row",
}
