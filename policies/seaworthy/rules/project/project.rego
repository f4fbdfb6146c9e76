# METADATA
# title: Rules of the facet project
# description: |
#   What a file means together with those around it: a Dockerfile and the folder that it is built in.
# scope: subpackages
# schemas:
#   - input: schema.project
package seaworthy.rules.project
