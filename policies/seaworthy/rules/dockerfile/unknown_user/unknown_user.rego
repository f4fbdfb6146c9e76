# METADATA
# title: User does not exist in the image
# description: |
#   The engine looks the name up in the image's /etc/passwd when a container starts, and refuses to start it if the name is
#   not there. The build gives no hint as long as no RUN follows the USER.
#
#   Only bases whose accounts are known are judged, and only names that nothing in the file may have created: no useradd, no
#   copied account file, no package of a similar name.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#user
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Create the account in the stage, copy in an account file, or use a number: `USER 65532`.
package seaworthy.rules.dockerfile.unknown_user

import data.seaworthy.lib.base_image
import data.seaworthy.lib.dockerfile

deny contains finding if {
	some stage in input.dockerfile.stages
	stage.target
	user := stage.effective.user
	user.name
	not stage.effective.account_created
	accounts := base_image.facts[stage.index].accounts
	not user.name in accounts
	not user.root
	base := dockerfile.origins[stage.index].base.text
	finding := {
		"msg": $"{stage.title} runs as {user.name}, an account that {base} does not have and nothing here creates",
		"at": user.at,
	}
}
