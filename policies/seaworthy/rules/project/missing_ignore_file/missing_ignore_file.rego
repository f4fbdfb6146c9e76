# METADATA
# title: Build context has no ignore file
# description: |
#   `COPY .` takes whatever lies in the folder on the day of the build: keys and settings that are not in version control, the
#   version history, dependencies of the wrong platform, what earlier builds left. All of it is sent to the builder, and what
#   changes in it spoils the build cache.
#
#   A Dockerfile that stands in the root of a repository is judged, and one of which a compose file among the judged ones says
#   the folder that it is built in. Of another one that isn't known.
# related_resources:
#   - ref: https://docs.docker.com/build/concepts/context/#dockerignore-files
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   hides: [secret/vcs_directory_copied]
#   remediation: |
#     Add a .dockerignore to the folder that is built in: keys and settings first (`**/.env`, `**/*.pem`, `**/*.key`), then `.git`, what
#     is installed (`**/node_modules`) and what is built.
package seaworthy.rules.project.missing_ignore_file

deny contains finding if {
	some build in input.project.builds
	not build.ignore_file
	whole := build.wholes[0]
	finding := {
		"msg": $"{whole.instruction} takes the whole build context, and no ignore file says what stays out",
		"at": whole.at,
	}
}
