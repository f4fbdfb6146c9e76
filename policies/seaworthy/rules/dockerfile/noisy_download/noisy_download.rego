# METADATA
# title: wget floods the build log
# description: |
#   Without a terminal wget writes a line of dots for every 50 KB. In the log of a build they bury the lines that matter.
# related_resources:
#   - ref: https://www.gnu.org/software/wget/manual/wget.html#Download-Options
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style, hadolint]
#   aliases:
#     - hadolint:DL3047
#   remediation: |
#     Add `-nv`, or `--progress=dot:giga` for a few dots; BusyBox's wget knows `-q` only.
package seaworthy.rules.dockerfile.noisy_download

deny contains object.union(finding, fix(download)) if {
	some download in input.dockerfile.acts.downloads
	option := download.quieter
	finding := {
		"msg": $"wget prints its progress to the build log: it has no {option}",
		"at": download.at,
	}
}

fix(download) := {"fix": {"safe": true, "edits": [{"act": "insert_after", "at": place, "text": $" {download.quieter}"}]}} if {
	place := download.program_at
} else := {}
