# METADATA
# title: Compilers or an SDK reach the shipped image
# description: |
#   Whatever builds the program has no work left in the image that runs it. There it adds hundreds of files that have
#   to be patched, and whoever gets in finds a compiler for the next step.
#
#   What the same RUN removes again is not shipped.
# related_resources:
#   - ref: https://docs.docker.com/build/building/multi-stage/
#   - ref: https://docs.docker.com/build/building/best-practices/#use-multi-stage-builds
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, cis-docker]
#   aliases:
#     - cis-docker:4.3
#   parameters:
#     sdk_images:
#       type: array
#       items: {type: string}
#       default: [golang, rust, gcc, maven, gradle, "*/dotnet/sdk", haskell, swift]
#       description: |
#         Images that are made for building. Patterns for the name without its tag, as written or in full; * stands for
#         anything.
#     runtime_images:
#       type: array
#       items: {type: string}
#       default: ["swift:*slim*"]
#       description: |
#         Images of the same names that hold only what running needs. Patterns for the name with its tag.
#     packages:
#       type: array
#       items: {type: string}
#       default: [gcc, g++, gcc-c++, make, cmake, build-essential, build-base]
#       description: Distribution packages that are made for building.
#   remediation: |
#     Build in one stage and copy the result into a small one; or remove the tools in the RUN that installs them.
package seaworthy.rules.dockerfile.build_tools_shipped

import data.seaworthy.lib.dockerfile
import data.seaworthy.lib.parameter
import data.seaworthy.lib.phrase

deny contains finding if {
	some target in input.dockerfile.stages
	target.target
	base := dockerfile.origins[target.index].base
	count(sdks(base)) > 0
	finding := {
		"msg": $"{target.title} ships the build tools of {base.text}",
		"at": base.at,
	}
}

deny contains finding if {
	some install in dockerfile.system_installs
	install.shipped
	names := parameter.value("dockerfile/build_tools_shipped", "packages")
	tools := [each |
		some each in install.packages
		each.name in names
		not each.removed
	]
	finding := {
		"msg": $"{install.title} puts {phrase.list([each.name | some each in tools])} into the image",
		"at": tools[0].at,
	}
}

sdks(base) := {name |
	some name in base.names
	some image in parameter.value("dockerfile/build_tools_shipped", "sdk_images")
	some pattern in [image, $"{image}:*"]
	glob.match(pattern, null, name)
	count(runtimes(base)) == 0
}

runtimes(base) := {name |
	some name in base.names
	some pattern in parameter.value("dockerfile/build_tools_shipped", "runtime_images")
	glob.match(pattern, null, name)
}
