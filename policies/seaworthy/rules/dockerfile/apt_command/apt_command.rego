# METADATA
# title: Script calls apt
# description: |
#   apt is made for people: it says itself that its interface is not stable, and it may change what it prints, asks
#   and does from one release to the next. apt-get and apt-cache are the same for scripts.
# related_resources:
#   - ref: https://manpages.debian.org/stable/apt/apt.8.en.html#SCRIPT_USAGE_AND_DIFFERENCES_FROM_OTHER_APT_TOOLS
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style, hadolint]
#   aliases:
#     - hadolint:DL3027
#     - checkov:CKV_DOCKER_9
#   remediation: |
#     Call `apt-get`, or `apt-cache` to search.
package seaworthy.rules.dockerfile.apt_command

deny contains object.union(finding, fix(command)) if {
	some command in input.dockerfile.commands.apt
	finding := {
		"msg": $"the script calls {title(command)}",
		"at": command.at,
	}
}

title(command) := $"apt {command.verb}" if {
	command.verb
} else := "apt"

fix(command) := {"fix": {"safe": true, "edits": [{"act": "replace", "at": place, "text": program}]}} if {
	place := command.program_at
	program := replacements[command.verb]
} else := {}

# Verbs that mean the same to the other program.
replacements[verb] := "apt-get" if {
	some verb in ["install", "update", "remove", "purge", "autoremove", "clean", "autoclean", "build-dep", "source", "download"]
}

replacements[verb] := "apt-cache" if some verb in ["search", "show", "showsrc", "policy", "depends", "rdepends"]
