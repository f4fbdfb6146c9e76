# METADATA
# title: Version history is copied into the image
# description: |
#   A .git directory is every version of every file that ever was, with the secrets that were deleted since and the code that
#   was never meant to ship. It also changes with each commit, so that no layer after it is ever reused.
#
#   Only shipped stages are judged. What comes along with `COPY .` is judged where the ignore file of the build context is
#   known.
# related_resources:
#   - ref: https://docs.docker.com/build/concepts/context/#dockerignore-files
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Add .git to .dockerignore, and pass the revision as a label or a build argument. A build that needs the history mounts it:
#     `RUN --mount=type=bind,source=.git,target=.git`.
package seaworthy.rules.secret.vcs_directory_copied

deny contains finding if {
	some history in input.secret.histories
	history.shipped
	finding := {
		"msg": message(history),
		"at": history.at,
	}
}

message(history) := $"{history.instruction} of the build context brings {history.path} along, which no ignore file keeps out" if {
	history.along
} else := $"{history.instruction} brings the version history {history.path}"
