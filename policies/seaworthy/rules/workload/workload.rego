# METADATA
# title: Rules of the facet workload
# description: |
#   What is run: containers of pods, compose services and `docker run` lines. One rule covers all platforms.
# scope: subpackages
# schemas:
#   - input: schema.workload
package seaworthy.rules.workload
