# METADATA
# title: Rules of the facet secret
# description: |
#   Where a file holds credentials, or hands them on so that they stay. A document never holds the credential itself:
#   rules judge its name, its form and its place, and no report can show it.
# scope: subpackages
# schemas:
#   - input: schema.secret
package seaworthy.rules.secret
