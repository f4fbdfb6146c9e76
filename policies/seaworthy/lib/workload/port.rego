package seaworthy.lib.workload

# METADATA
# title: Ports that an engine opens on its host
# description: |
#   The published ports of the compose services and `docker run` lines that a rule judges, each with the `title` of who
#   publishes it and with what it is `called`. With the host's network nothing is published.
# scope: document
published(rule) := [object.union(port, {"title": container.title, "called": called(port)}) |
	input.workload.platform in {"compose", "docker"}
	not input.workload.host.network == true
	some container in judged(rule)
	some port in container.ports
	port.published == true
]

called(port) := port.text if {
	port.text
} else := $"{port.host_port}:{port.target}" if {
	port.host_port
	port.target
} else := $"{port.target}" if {
	port.target
} else := "a port"

# METADATA
# title: Port that is open on every interface
# description: True for a published port without an address, or with one that stands for all.
# scope: document
on_all_interfaces(port) if not port.address

on_all_interfaces(port) if port.address in {"0.0.0.0", "::"}

# METADATA
# title: Port within ranges
# description: |
#   True where one of the ranges holds the number: `workload.in_ranges(8080, ["53", "8000-8999"])`.
# scope: document
in_ranges(number, ranges) if {
	some range in ranges
	regex.match(`^[0-9]+(?:-[0-9]+)?$`, range)
	bounds := [to_number(bound) | some bound in split(range, "-")]
	bounds[0] <= number
	number <= bounds[count(bounds) - 1]
}
