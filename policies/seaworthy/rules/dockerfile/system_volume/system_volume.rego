# METADATA
# title: Volume covers a system directory
# description: |
#   A volume hides what lies below it and outlives the container. Over /proc, /sys or /dev it replaces the kernel's own
#   interfaces, over /etc or /usr a stale copy stands in for the image's files after every update, and an engine's socket is
#   the host itself.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#volume
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Declare volumes for directories with data only.
package seaworthy.rules.dockerfile.system_volume

deny contains finding if {
	some volume in input.dockerfile.instructions.volume
	volume.shipped
	path := concat("", ["/", trim(volume.text, "/")])
	covers_system(path)
	finding := {
		"msg": $"the volume {path} covers a part of the system",
		"at": volume.at,
	}
}

covers_system(path) if path in system_directories

covers_system(path) if {
	some interface in {"/proc", "/sys", "/dev"}
	startswith(path, $"{interface}/")
	path != "/dev/shm"
}

covers_system(path) if endswith(path, ".sock")

system_directories := {
	"/", "/bin", "/boot", "/dev", "/etc", "/lib", "/lib32", "/lib64", "/proc", "/sbin", "/sys", "/usr", "/usr/bin",
	"/usr/lib", "/usr/lib64", "/usr/sbin",
}
