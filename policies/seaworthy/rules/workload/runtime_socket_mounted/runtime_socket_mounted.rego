# METADATA
# title: Container engine's socket is mounted into the container
# description: |
#   The engine does what it is asked over its socket, and it runs as root on the host. Whoever holds the socket starts a
#   privileged container there and owns the host, even if the mount is read-only: that does not keep anybody from
#   writing to a socket.
#
#   A proxy that is known to let only some calls through is not reported: it takes the socket so that others need not.
# related_resources:
#   - ref: https://docs.docker.com/engine/security/#docker-daemon-attack-surface
#   - ref: https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
# custom:
#   severity: critical
#   since: v0.1.0
#   profiles: [default, strict, cis-docker, nsa]
#   aliases:
#     - kube-linter:docker-sock
#     - checkov:CKV_K8S_27
#     - trivy:KSV-0006
#     - kubesec:DockerSock
#     - kyverno:disallow-container-sock-mounts/validate-docker-sock-mount
#     - kyverno:disallow-container-sock-mounts/validate-containerd-sock-mount
#     - kyverno:disallow-container-sock-mounts/validate-crio-sock-mount
#     - kyverno:disallow-container-sock-mounts/validate-dockerd-sock-mount
#     - kyverno:docker-socket-check/conditional-anchor-dockersock
#     - regolibrary:containers-mounting-docker-socket
#     - kics:docker_socket_mounted_in_container
#     - docker-bench:check_5_32
#     - cis-docker:5.32
#   hides: [workload/sensitive_host_path, workload/writable_host_path, workload/host_path_mount]
#   parameters:
#     sockets:
#       type: array
#       items: {type: string}
#       default:
#         - docker.sock
#         - docker_engine
#         - containerd.sock
#         - crio.sock
#         - cri-dockerd.sock
#         - dockershim.sock
#         - podman.sock
#         - buildkitd.sock
#       description: |
#         The sockets, by the names of their files.
#     include_parents:
#       type: boolean
#       default: true
#       description: |
#         Whether to report folders below /run, and /run itself, in which engines put the sockets.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Remove the mount, or put a proxy in between that lets only the calls through that are needed.
package seaworthy.rules.workload.runtime_socket_mounted

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some used in workload.host_paths
	leads_to := reached(used.path)
	takers := workload.takers("workload/runtime_socket_mounted", workload.beyond_proxies(used))
	finding := {
		"msg": $"{used.path} of the host, {leads_to}, is mounted into {takers}",
		"at": used.at,
	}
}

reached(path) := "the socket of a container engine" if {
	some name in parameter.value("workload/runtime_socket_mounted", "sockets")
	endswith($"/{replace(path, "\\", "/")}", $"/{name}")
} else := "where a container engine keeps its socket" if {
	parameter.value("workload/runtime_socket_mounted", "include_parents") == true
	some run in ["/run", "/var/run"]
	workload.below(path, run)
	some name in parameter.value("workload/runtime_socket_mounted", "sockets")
	some folder in folders[name]
	workload.below(folder, path)
}

# Where engines put their sockets unless they are told otherwise.
folders := {
	"docker.sock": ["/run", "/var/run"],
	"containerd.sock": [
		"/run/containerd",
		"/var/run/containerd",
		"/run/k3s/containerd",
		"/var/run/k3s/containerd",
		"/run/docker/containerd",
		"/var/run/docker/containerd",
	],
	"crio.sock": ["/run/crio", "/var/run/crio"],
	"cri-dockerd.sock": ["/run", "/var/run"],
	"dockershim.sock": ["/run", "/var/run"],
	"podman.sock": ["/run/podman", "/var/run/podman"],
	"buildkitd.sock": ["/run/buildkit", "/var/run/buildkit"],
}
