# METADATA
# title: Package manager's cache stays in the layer
# description: |
#   The index and the downloaded packages are shipped besides what was installed from them. Deleting them in a later
#   RUN only hides them: each RUN is a layer of its own, and what a layer holds is shipped.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#run
#   - ref: https://docs.docker.com/build/cache/optimize/#use-cache-mounts
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [default, strict, hadolint]
#   aliases:
#     - hadolint:DL3019
#     - hadolint:DL3032
#     - hadolint:DL3036
#     - hadolint:DL3040
#     - trivy:DS-0015
#     - trivy:DS-0019
#     - trivy:DS-0020
#     - trivy:DS-0025
#     - trivy:DS-0027
#   parameters:
#     managers:
#       type: array
#       items: {type: string, enum: [apk, dnf, zypper]}
#       default: [apk, dnf, zypper]
#       description: Families of package managers that are judged. dnf stands for yum, microdnf and tdnf too.
#   remediation: |
#     Clean up at the end of the same RUN (`dnf clean all`, `zypper clean`), use `apk add --no-cache`, or mount a
#     cache.
package seaworthy.rules.dockerfile.package_cache_kept

import data.seaworthy.lib.parameter

deny contains finding if {
	some cache in input.dockerfile.acts.kept_caches
	cache.shipped
	cache.kind == "system"
	cache.manager in parameter.value("dockerfile/package_cache_kept", "managers")
	finding := {
		"msg": $"{cache.title} leaves the cache of {split(cache.title, " ")[0]} in the layer",
		"at": cache.at,
	}
}
