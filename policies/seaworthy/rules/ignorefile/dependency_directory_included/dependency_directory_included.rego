# METADATA
# title: Installed dependencies stay in the build context
# description: |
#   Packages that were installed on the host are made for the host. A COPY of the context puts them over those that the build
#   has installed, and sending them to the builder slows down every build.
#
#   A file that keeps one of the folders out knows what its project has; only one that keeps none of them out is reported.
# related_resources:
#   - ref: https://docs.docker.com/build/concepts/context/#dockerignore-files
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     directories:
#       type: array
#       items: {type: string, enum: [node_modules, bower_components, .venv, venv, __pycache__, target, vendor]}
#       default: [node_modules, .venv, venv, __pycache__, target]
#       description: Folders of which one at least has to be kept out.
#   remediation: |
#     Add the folder that the project's package manager fills, `node_modules` or `.venv`, to the ignore file.
package seaworthy.rules.ignorefile.dependency_directory_included

import data.seaworthy.lib.parameter
import data.seaworthy.lib.phrase

deny contains finding if {
	every directory in directories {
		directory in input.ignorefile.included.dependencies
	}
	count(directories) > 0
	finding := {
		"msg": $"no pattern keeps {phrase.list(directories)} out of the build context",
		"at": input.ignorefile.at,
	}
}

directories := parameter.value("ignorefile/dependency_directory_included", "directories")
