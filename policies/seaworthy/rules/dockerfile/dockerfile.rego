# METADATA
# title: Rules of the facet dockerfile
# description: |
#   What is built: the stages of a Dockerfile, their instructions, and the commands that RUN calls. What only matters in
#   the built image is asked of the stages that are shipped, mistakes are blamed in all stages.
# scope: subpackages
# schemas:
#   - input: schema.dockerfile
package seaworthy.rules.dockerfile
