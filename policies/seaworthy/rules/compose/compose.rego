# METADATA
# title: Rules of the facet compose
# description: |
#   What only a compose project has: its files merged into one model, the relations between its services, and its style.
#   What a variable hides is not blamed.
# scope: subpackages
# schemas:
#   - input: schema.compose
package seaworthy.rules.compose
