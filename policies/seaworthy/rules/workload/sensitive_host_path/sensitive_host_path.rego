# METADATA
# title: System directory of the host is mounted into the container
# description: |
#   In these directories lie the host's keys, configuration, programs and devices, and the data of all its containers.
#   To read them tells an intruder how to go on; to write them is to own the host.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
#   - ref: https://docs.docker.com/engine/storage/bind-mounts/
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict, cis-docker, nsa]
#   aliases:
#     - kube-linter:sensitive-host-mounts
#     - kube-linter:template:host-mounts
#     - trivy:KSV-0121
#     - kubesec:ProcMount
#     - kics:volume_has_sensitive_host_directory
#     - docker-bench:check_5_6
#     - cis-docker:5.6
#   hides: [workload/writable_host_path, workload/host_path_mount]
#   parameters:
#     paths:
#       type: array
#       items: {type: string}
#       default:
#         - /boot
#         - /dev
#         - /etc
#         - /lib
#         - /lib64
#         - /proc
#         - /sys
#         - /usr
#         - /bin
#         - /sbin
#         - /root
#         - /var/lib/docker
#         - /var/lib/containerd
#         - /var/lib/kubelet
#       description: |
#         The directories, with all below them.
#     exact_paths:
#       type: array
#       items: {type: string}
#       default: [/, /home, /run, /var, /var/lib, /var/run]
#       description: |
#         Directories that count themselves, but not what is below them.
#     allowed_read_only:
#       type: array
#       items: {type: string}
#       default:
#         - /etc/localtime
#         - /etc/timezone
#         - /usr/share/zoneinfo
#         - /etc/ssl/certs
#         - /usr/share/ca-certificates
#         - /dev/shm
#       description: |
#         What may be mounted read-only, with all below it.
#     only_writable:
#       type: boolean
#       default: false
#       description: |
#         Whether read-only mounts are accepted.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Mount only the file that is needed, and read-only, or use a volume.
package seaworthy.rules.workload.sensitive_host_path

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some used in workload.host_paths
	is_sensitive(used.path)
	not is_accepted(used)
	takers := workload.takers("workload/sensitive_host_path", workload.beyond_proxies(used))
	finding := {
		"msg": $"{used.path} of the host is mounted into {takers}",
		"at": used.at,
	}
}

is_sensitive(path) if {
	not workload.is_default_device(path)
	some folder in parameter.value("workload/sensitive_host_path", "paths")
	workload.below(path, folder)
}

is_sensitive(path) if path in parameter.value("workload/sensitive_host_path", "exact_paths")

is_accepted(used) if {
	some folder in parameter.value("workload/sensitive_host_path", "allowed_read_only")
	workload.below(used.path, folder)
	not workload.writable(used)
}

is_accepted(used) if {
	parameter.value("workload/sensitive_host_path", "only_writable") == true
	not workload.writable(used)
}
