# METADATA
# title: Probe or lifecycle hook calls another host
# description: |
#   The kubelet makes the request, from the node: who may write the manifest reaches through it what neither they nor
#   the pod could reach, such as a metadata service or the node's own loopback.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
#   - ref: https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, pss-baseline, pss-restricted]
#   aliases:
#     - pss:hostProbesAndHostLifecycle
#     - gatekeeper-library:k8spsphostprobeslifecycle
#   parameters:
#     accept_own_loopback:
#       type: boolean
#       default: false
#       description: |
#         Whether a pod that shares the network of its node may name the loopback, on which it listens itself.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Leave the host out, so that the pod itself is asked.
package seaworthy.rules.workload.probe_to_other_host

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some container in workload.judged("workload/probe_to_other_host")
	some field in ["probes", "hooks"]
	some name, probe in container[field]
	probe.host
	not accepted(probe)
	finding := {
		"msg": $"{container.title} has a {called[name]} that calls {probe.host}",
		"at": $"{probe.at}/host",
	}
}

called := {
	"liveness": "liveness probe",
	"readiness": "readiness probe",
	"startup": "startup probe",
	"post_start": "postStart hook",
	"pre_stop": "preStop hook",
}

accepted(probe) if {
	parameter.value("workload/probe_to_other_host", "accept_own_loopback") == true
	input.workload.host.network == true
	probe.host in {"127.0.0.1", "::1", "localhost"}
}
