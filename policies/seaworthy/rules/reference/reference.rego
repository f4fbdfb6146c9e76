# METADATA
# title: Rules of the facet reference
# description: |
#   The images that a file names, wherever they stand. What a variable hides is not blamed; a reference is judged by
#   what its literal text still tells.
# scope: subpackages
# schemas:
#   - input: schema.reference
package seaworthy.rules.reference
