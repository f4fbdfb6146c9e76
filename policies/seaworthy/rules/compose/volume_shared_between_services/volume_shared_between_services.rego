# METADATA
# title: Volume is mounted by more than one service
# description: |
#   Whoever breaks into one of the services reaches the data of the others, and can leave something there for
#   them to run.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#volumes
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [opt-in]
#   aliases:
#     - kics:shared_volumes_between_containers
#   parameters:
#     accept_read_only:
#       type: boolean
#       default: true
#       description: Whether a volume may be shared that all services but one mount read-only.
#   remediation: |
#     Give each service its own volume, or mount it read-only everywhere but in one.
package seaworthy.rules.compose.volume_shared_between_services

import data.seaworthy.lib.parameter
import data.seaworthy.lib.phrase

deny contains finding if {
	some volume in input.compose.shared_volumes
	not accepted(volume)
	finding := {
		"msg": $"{volume.service} shares {volume.source} with {phrase.list(volume.others)}",
		"at": volume.at,
	}
}

accepted(volume) if {
	volume.read_only
	parameter.value("compose/volume_shared_between_services", "accept_read_only")
}
