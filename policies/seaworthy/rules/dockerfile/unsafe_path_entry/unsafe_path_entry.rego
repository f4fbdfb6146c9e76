# METADATA
# title: Search path holds a relative or open directory
# description: |
#   Commands are looked for in PATH, entry by entry. A relative or empty entry means the directory that the process happens
#   to be in, and /tmp may be written to by everybody: a file dropped there runs in place of the command that was meant.
# related_resources:
#   - ref: https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html#tag_08_03
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Keep only absolute directories that root owns: `ENV PATH="/opt/app/bin:${PATH}"`.
package seaworthy.rules.dockerfile.unsafe_path_entry

deny contains finding if {
	some stage in input.dockerfile.stages
	stage.target
	path := stage.effective.environment.PATH
	path.value != ""
	not of_windows(path.value)
	some entry in split(path.value, ":")
	reason := fault(entry)
	finding := {
		"msg": $"PATH holds {reason}",
		"at": path.at,
	}
}

fault(entry) := "an empty entry, which is the directory that the process is in" if {
	entry == ""
} else := $"{entry}, which everybody may write to" if {
	entry in open_directories
} else := $"{entry}, below {open}, which everybody may write to" if {
	some open in open_directories
	startswith(entry, $"{open}/")
} else := $"{entry}, which nothing expands here" if {
	startswith(entry, "~")
} else := $"{entry}, which is relative to the directory that the process is in" if {
	not startswith(entry, "/")
	not contains(entry, "$")
}

open_directories := {"/tmp", "/var/tmp", "/dev/shm"}

of_windows(value) if {
	some mark in {";", "\\"}
	contains(value, mark)
}
