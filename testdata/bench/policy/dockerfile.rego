# METADATA
# title: Two rules for conftest
# description: |
#   What somebody who begins with conftest has: an image that moves, and an upgrade that nobody can repeat. They are
#   here to give conftest some work, and no more than that.
package main

# METADATA
# title: Base image without a version
deny contains message if {
	some instruction in input
	instruction.Cmd == "from"
	image := instruction.Value[0]
	floating(image)
	message := $"{image} is another image tomorrow"
}

# METADATA
# title: Upgrade of all packages
deny contains message if {
	some instruction in input
	instruction.Cmd == "run"
	some script in instruction.Value
	regex.match(`\b(apt|apt-get|dnf|yum)\s[^;&|]*\b(dist-|full-)?upgrade\b`, script)
	message := $"{script} installs whatever is new today"
}

floating(image) if endswith(image, ":latest")

floating(image) if not contains(image, ":")
