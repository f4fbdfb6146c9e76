# METADATA
# title: Failure before a pipe is lost
# description: |
#   A shell takes the status of the last command for that of the whole pipe. When a download in front of it breaks off,
#   the build goes on with half a file, and the layer is cached as if all were well.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#using-pipes
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [strict, hadolint]
#   aliases:
#     - hadolint:DL4006
#   remediation: |
#     Put `SHELL ["/bin/bash", "-o", "pipefail", "-c"]` before the RUN, or start its script with `set -o pipefail` where
#     the shell has it. Or write to a file and read from it in a command of its own.
package seaworthy.rules.dockerfile.pipe_without_pipefail

import data.seaworthy.lib.phrase

deny contains finding if {
	some run in input.dockerfile.instructions.run
	some pipeline in run.pipelines
	not pipeline.pipefail
	last := count(pipeline.programs) - 1
	before := array.slice(pipeline.programs, 0, last)
	some program in before
	not program in steadfast
	finding := {
		"msg": $"a failure of {phrase.list(before)} before the pipe to {pipeline.programs[last]} is lost",
		"at": pipeline.at,
	}
}

# These have nothing that could fail, and end early only where the reader has had enough.
steadfast := {"echo", "printf", "yes", "true", ":"}
