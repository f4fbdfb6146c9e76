# METADATA
# title: Downloaded code is run unseen
# description: |
#   What runs during the build is then decided by the server at each build, not by this file: its owner, or whoever has
#   taken it over, can hand out something else tomorrow, or only to some. It runs with all that the build can reach, and a
#   connection that breaks off leaves half a script that is run all the same.
# related_resources:
#   - ref: https://github.com/ossf/scorecard/blob/main/docs/checks.md#pinned-dependencies
#   - ref: https://slsa.dev/spec/v1.0/threats
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Download to a file, compare it with a checksum that stands in the repository, and only then run it. Where the server
#     has addresses with a commit in them, such an address will do.
package seaworthy.rules.dockerfile.downloaded_script_run

deny contains finding if {
	some download in input.dockerfile.acts.downloads
	execution := download.execution
	finding := {
		"msg": message(execution, $"what {download.program} fetches{origin(download)}"),
		"at": execution.at,
	}
}

message(execution, file) := $"{program} runs {file}, unseen" if {
	program := execution.program
} else := $"{file} is run, unseen"

origin(download) := $" from {host}" if {
	host := download.source
} else := ""
