# METADATA
# title: Kernel parameter outside the safe set is changed
# description: |
#   Some kernel parameters hold for the whole node, and others let one pod use up what all share. Only those of the safe
#   set are known to change nothing for others.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/
#   - ref: https://docs.docker.com/reference/cli/docker/container/run/#sysctl
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict, pss-baseline, pss-restricted, nsa]
#   aliases:
#     - pss:sysctls
#     - gatekeeper-library:k8spspforbiddensysctls
#     - kube-linter:unsafe-sysctls
#     - kube-linter:template:unsafe-sysctls
#     - kyverno:restrict-sysctls/check-sysctls
#     - trivy:KSV-0026
#     - regolibrary:set-sysctls-params
#   parameters:
#     allowed:
#       type: array
#       items: {type: string}
#       default:
#         - kernel.shm_rmid_forced
#         - net.ipv4.ip_local_port_range
#         - net.ipv4.ip_local_reserved_ports
#         - net.ipv4.ip_unprivileged_port_start
#         - net.ipv4.ping_group_range
#         - net.ipv4.tcp_fin_timeout
#         - net.ipv4.tcp_keepalive_intvl
#         - net.ipv4.tcp_keepalive_probes
#         - net.ipv4.tcp_keepalive_time
#         - net.ipv4.tcp_notsent_lowat
#         - net.ipv4.tcp_rmem
#         - net.ipv4.tcp_slow_start_after_idle
#         - net.ipv4.tcp_syncookies
#         - net.ipv4.tcp_wmem
#       description: |
#         The parameters that may be set, as patterns; the safe set of Kubernetes.
#     allowed_in_engines:
#       type: array
#       items: {type: string}
#       default: ["kernel.msg*", kernel.sem, "kernel.shm*", "fs.mqueue.*", "net.*"]
#       description: |
#         More of them for compose and docker: what the engine keeps apart for each container. It refuses all others.
#     forbidden:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Parameters that may not be set, as patterns, even if they are allowed.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Set it on the node, or do with one of the safe parameters.
package seaworthy.rules.workload.unsafe_sysctl

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some sysctl in input.workload.sysctls
	is_unsafe(sysctl.name)
	not workload.exempt_workload("workload/unsafe_sysctl")
	finding := {
		"msg": $"{input.workload.title} sets the kernel parameter {sysctl.name}",
		"at": sysctl.at,
	}
}

is_unsafe(name) if {
	not is_on(name, "allowed")
	not is_kept_apart(name)
}

is_unsafe(name) if is_on(name, "forbidden")

is_on(name, list) if {
	some pattern in parameter.value("workload/unsafe_sysctl", list)
	glob.match(pattern, null, name)
}

is_kept_apart(name) if {
	input.workload.platform in {"compose", "docker"}
	is_on(name, "allowed_in_engines")
	not is_the_hosts(name)
}

# With the host's network, its parameters are the host's.
is_the_hosts(name) if {
	input.workload.host.network == true
	startswith(name, "net.")
}
