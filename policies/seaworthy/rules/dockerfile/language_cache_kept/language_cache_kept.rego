# METADATA
# title: Language package cache stays in the layer
# description: |
#   pip, npm, yarn and their like keep each download, by default in the home directory. In an image nothing is ever
#   installed from it again. Deleting it in a later RUN only hides it.
# related_resources:
#   - ref: https://pip.pypa.io/en/stable/topics/caching/
#   - ref: https://docs.npmjs.com/cli/commands/npm-cache
#   - ref: https://docs.docker.com/build/cache/optimize/#use-cache-mounts
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style, hadolint]
#   aliases:
#     - hadolint:DL3042
#     - hadolint:DL3060
#   parameters:
#     managers:
#       type: array
#       items: {type: string, enum: [pip, yarn, npm, uv, poetry, composer, conda]}
#       default: [pip, yarn, npm]
#       description: Package managers that are judged. conda stands for mamba too.
#   remediation: |
#     Switch the cache off (`pip install --no-cache-dir`), clean it at the end of the same RUN (`yarn cache clean`,
#     `npm cache clean --force`), or mount one.
package seaworthy.rules.dockerfile.language_cache_kept

import data.seaworthy.lib.parameter

deny contains finding if {
	some cache in input.dockerfile.acts.kept_caches
	cache.shipped
	cache.kind == "language"
	cache.manager in parameter.value("dockerfile/language_cache_kept", "managers")
	finding := {
		"msg": $"{cache.title} leaves the cache of {cache.manager} in the layer",
		"at": cache.at,
	}
}
