# METADATA
# title: Views of Dockerfiles
# description: What several rules of the facet dockerfile ask.
# schemas:
#   - input: schema.dockerfile
package seaworthy.lib.dockerfile

# METADATA
# title: Where the FROM chain of a target leaves the file
# description: |
#   For each stage that a build ends with, by its index, the stage at the end of its FROM chain: the one that is built
#   from something outside the file.
# scope: document
origins[target.index] := stage if {
	some target in input.dockerfile.stages
	target.target
	some index in graph.reachable(parents, {target.index})
	stage := input.dockerfile.stages[index]
	parents[index] == set()
}

parents[stage.index] := {parent | parent := stage.parent} if some stage in input.dockerfile.stages

# METADATA
# title: Commands that install a distribution's packages
# description: |
#   Of all stages, and of every family of package managers; `manager` of each tells the family.
# scope: document
system_installs contains install if {
	some install in input.dockerfile.acts.installs
	install.kind == "system"
}

# METADATA
# title: Commands that install the packages of a language
# description: |
#   Of all stages, and of every family of package managers; `manager` of each tells the family.
# scope: document
language_installs contains install if {
	some install in input.dockerfile.acts.installs
	install.kind == "language"
}

# METADATA
# title: Instructions of which only the last one of a stage counts
# description: All that the file has of each, by keyword.
# scope: document
single["CMD"] := input.dockerfile.instructions.cmd

single["ENTRYPOINT"] := input.dockerfile.instructions.entrypoint

single["HEALTHCHECK"] := input.dockerfile.instructions.healthcheck

# METADATA
# title: Instructions that copy files into the image
# description: All that the file has of each, by keyword.
# scope: document
copies["COPY"] := input.dockerfile.instructions.copy

copies["ADD"] := input.dockerfile.instructions.add
