package seaworthy.lib.workload

import data.seaworthy.data.socket_proxies

# METADATA
# title: Path of the host that is more than a socket proxy's
# description: |
#   The element of `host_paths` without the mounts of proxies, which take an engine's socket so that others need not; see
#   data.seaworthy.data.socket_proxies. Undefined where no other container mounts it. A path that nothing mounts stays.
# scope: document
beyond_proxies(used) := object.union(used, {"mounts": others}) if {
	others := [chosen |
		some chosen in used.mounts
		not is_socket_proxy(input.workload.containers[chosen.container])
	]
	count(others) >= min([1, count(used.mounts)])
}

is_socket_proxy(container) if {
	some pattern in socket_proxies.images
	glob.match(pattern, null, container.image)
}
