# METADATA
# title: useradd with a high id bloats the image
# description: |
#   The login logs have a slot for each number up to the highest. The files are sparse on disk, but a layer stores them in
#   full: one account with a number of nine digits makes gigabytes of zeros.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#user
#   - ref: https://man7.org/linux/man-pages/man8/useradd.8.html
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [style, hadolint]
#   aliases:
#     - hadolint:DL3046
#   remediation: |
#     Add `--no-log-init` (`-l`), or take a smaller number.
package seaworthy.rules.dockerfile.sparse_login_log

deny contains object.union(finding, fix(login)) if {
	some login in input.dockerfile.acts.sparse_logins
	finding := {
		"msg": $"useradd makes room in the login log for {login.id} accounts",
		"at": login.at,
	}
}

fix(login) := {"fix": {"safe": true, "edits": [{"act": "insert_after", "at": place, "text": " --no-log-init"}]}} if {
	place := login.program_at
} else := {}
