# METADATA
# title: Keys of a service are not in the usual order
# description: |
#   Readers find what a service runs, what it needs and what it opens sooner where these stand in the same order
#   everywhere.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style]
#   aliases:
#     - dclint:service-keys-order
#   parameters:
#     groups:
#       type: object
#       default:
#         identity: [extends, image, build, pull_policy, platform, provider, container_name, hostname, profiles]
#         dependencies: [depends_on, links, external_links]
#         data: [volumes, volumes_from, tmpfs, configs, secrets]
#         environment: [env_file, environment]
#         network: [ports, expose, networks, network_mode, extra_hosts, dns, dns_search, dns_opt, mac_address]
#         process: [entrypoint, command, working_dir, init, stdin_open, tty, stop_signal, stop_grace_period, restart, healthcheck]
#         rights: [user, group_add, privileged, cap_add, cap_drop, security_opt, read_only, devices, sysctls, ulimits]
#         resources: [deploy, scale, cpus, mem_limit, memswap_limit, pids_limit, shm_size]
#         records: [logging, labels]
#       description: |
#         Keys in their order, by group. What is in no group comes last, in alphabetical order.
#     group_order:
#       type: array
#       items: {type: string}
#       default: [identity, dependencies, data, environment, network, process, rights, resources, records]
#       description: The groups in their order. Keys of groups that it does not name may stand anywhere behind.
#   remediation: |
#     Move the key up, behind those that come before it.
package seaworthy.rules.compose.unsorted_service_keys

import data.seaworthy.lib.parameter

deny contains finding if {
	some service in input.compose.services
	late := min([i |
		some i, key in service.keys
		i > 0
		rank(key.name) < rank(service.keys[i - 1].name)
	])
	finding := {
		"msg": $"{service.keys[late].name} of {service.title} stands behind {service.keys[late - 1].name}",
		"at": service.keys[late].at,
	}
}

grouped contains key if {
	some keys in parameter.value("compose/unsorted_service_keys", "groups")
	some key in keys
}

ranks[key] := [0, group, place, ""] if {
	some group, name in parameter.value("compose/unsorted_service_keys", "group_order")
	some place, key in parameter.value("compose/unsorted_service_keys", "groups")[name]
}

rank(key) := ranks[key]

rank(key) := [1, 0, 0, ""] if {
	not ranks[key]
	key in grouped
}

rank(key) := [2, 0, 0, key] if {
	not ranks[key]
	not key in grouped
}
