# METADATA
# title: curl stores an error page and succeeds
# description: |
#   For curl a page that says "404 not found" is an answer like any other. Without --fail it keeps that page under the
#   name of the file and reports success, and the build breaks later somewhere else, or not at all.
# related_resources:
#   - ref: https://curl.se/docs/manpage.html#-f
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict]
#   remediation: |
#     Add `--fail` (`-f`).
package seaworthy.rules.dockerfile.http_error_ignored

deny contains object.union(finding, fix(download)) if {
	some download in input.dockerfile.acts.downloads
	download.error_page_kept
	finding := {
		"msg": "curl takes an error page for the file: it has no --fail",
		"at": download.at,
	}
}

fix(download) := {"fix": {"safe": false, "edits": [{"act": "insert_after", "at": place, "text": " --fail"}]}} if {
	place := download.program_at
} else := {}
