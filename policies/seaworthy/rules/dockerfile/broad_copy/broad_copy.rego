# METADATA
# title: Whole build context is copied into the image
# description: |
#   Any file that lands in the directory later, a key or a dump among them, is shipped without anybody having decided it.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#exclude-with-dockerignore
#   - ref: https://docs.docker.com/build/concepts/context/#dockerignore-files
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict]
#   remediation: |
#     Copy files and folders by name, or copy everything into a build stage and take the result from there.
package seaworthy.rules.dockerfile.broad_copy

import data.seaworthy.lib.dockerfile

deny contains finding if {
	some keyword, instructions in dockerfile.copies
	some copy in instructions
	copy.shipped
	not copy.from
	some source in copy.sources
	whole(source)
	finding := {
		"msg": $"{keyword} ships whatever the build context holds",
		"at": source.at,
	}
}

whole(source) if source.kind == "context"

whole(source) if source.text in {"*", "./*", "/*"}
