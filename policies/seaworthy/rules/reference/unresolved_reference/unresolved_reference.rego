# METADATA
# title: Image can't be known from the files
# description: |
#   A variable that nothing in the file sets hides which image is meant, and with it everything that the other rules would
#   say of the image. That is no defect, but nobody should take the silence for a clean bill.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [strict]
#   remediation: |
#     Give the variable a default, `ARG TAG=1.4.2`, or pass its value to the check with `--build-arg`. Render a template
#     before it is tested.
package seaworthy.rules.reference.unresolved_reference

deny contains finding if {
	some image in input.reference.images
	not image.resolved
	finding := {
		"msg": $"{image.text} can't be judged: nothing here says what its variables hold",
		"at": image.at,
	}
}
