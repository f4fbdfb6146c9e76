# METADATA
# title: Build mount points outside its root
# description: |
#   A builder keeps a mount's id, source and target inside the trees that they are relative to. Parent segments, and caches
#   that are mounted from a folder which another step can replace, have let builds reach the host (CVE-2024-9675,
#   CVE-2024-23651). No honest build needs them.
# related_resources:
#   - ref: https://nvd.nist.gov/vuln/detail/CVE-2024-9675
#   - ref: https://nvd.nist.gov/vuln/detail/CVE-2024-23651
#   - ref: https://docs.docker.com/reference/dockerfile/#run---mount
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Keep id, source and target inside the tree, and mount a cache as a whole or from a stage of this file.
package seaworthy.rules.dockerfile.escaping_mount

deny contains finding if {
	some run in input.dockerfile.instructions.run
	some mount in run.mounts
	fault := fault_of(mount)
	finding := {
		"msg": $"{fault} of the {mount.type} mount",
		"at": mount.at,
	}
}

fault_of(mount) := $"the {mount.escapes} leads out of the tree" if {
	mount.escapes
} else := $"{mount.source} is a folder that other steps can replace, and the source" if {
	mount.foreign_source
}
