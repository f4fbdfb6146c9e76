# METADATA
# title: Rules of the facet ignorefile
# description: |
#   What a .dockerignore keeps out of the build context, and what it lets in. The builder's own matcher has been asked
#   about paths of well-known names; whether such files are there is another question.
# scope: subpackages
# schemas:
#   - input: schema.ignorefile
package seaworthy.rules.ignorefile
