package kubernetes

import (
	"path"
	"strings"
)

// containerFields says where a container's declaration keeps what the model has under another name.
var containerFields = map[string]string{
	"privileged":           "securityContext/privileged",
	"privilege_escalation": "securityContext/allowPrivilegeEscalation",
	"read_only_root":       "securityContext/readOnlyRootFilesystem",
	"non_root":             "securityContext/runAsNonRoot",
	"unmasked_proc":        "securityContext/procMount",
	"proc_mount":           "securityContext/procMount",
	"user":                 "securityContext/runAsUser",
	"group":                "securityContext/runAsGroup",
	"capabilities":         "securityContext/capabilities",
	"seccomp":              "securityContext/seccompProfile",
	"apparmor":             "securityContext/appArmorProfile",
	"selinux":              "securityContext/seLinuxOptions",
	"windows":              "securityContext/windowsOptions",
	"pull_policy":          "imagePullPolicy",
	"working_directory":    "workingDir",
	"arguments":            "args",
	"environment":          "env",
	"mounts":               "volumeMounts",
	"limits":               "resources/limits",
	"requests":             "resources/requests",
	"probes/liveness":      "livenessProbe",
	"probes/readiness":     "readinessProbe",
	"probes/startup":       "startupProbe",
	"hooks":                "lifecycle",
	"hooks/post_start":     "lifecycle/postStart",
	"hooks/pre_stop":       "lifecycle/preStop",
}

// workloadFields says the same of a pod. What stands outside the pod is reached over `..`.
var workloadFields = map[string]string{
	"name":                         "metadata/name",
	"namespace":                    "metadata/namespace",
	"labels":                       "../metadata/labels",
	"annotations":                  "../metadata/annotations",
	"os":                           "os/name",
	"replicas":                     "../../replicas",
	"host/network":                 "hostNetwork",
	"host/pid":                     "hostPID",
	"host/ipc":                     "hostIPC",
	"user_namespace":               "hostUsers",
	"shares_processes":             "shareProcessNamespace",
	"pod":                          "securityContext",
	"pod/user":                     "securityContext/runAsUser",
	"pod/group":                    "securityContext/runAsGroup",
	"pod/supplementary_groups":     "securityContext/supplementalGroups",
	"pod/filesystem_group":         "securityContext/fsGroup",
	"pod/change_policy":            "securityContext/fsGroupChangePolicy",
	"pod/non_root":                 "securityContext/runAsNonRoot",
	"pod/seccomp":                  "securityContext/seccompProfile",
	"pod/apparmor":                 "securityContext/appArmorProfile",
	"pod/selinux":                  "securityContext/seLinuxOptions",
	"pod/windows":                  "securityContext/windowsOptions",
	"pod/limits":                   "resources/limits",
	"pod/requests":                 "resources/requests",
	"sysctls":                      "securityContext/sysctls",
	"host_aliases":                 "hostAliases",
	"dns_options":                  "dnsConfig/options",
	"scheduling/node_name":         "nodeName",
	"scheduling/node_selector":     "nodeSelector",
	"scheduling/node_affinity":     "affinity/nodeAffinity",
	"scheduling/pod_anti_affinity": "affinity/podAntiAffinity",
	"scheduling/tolerations":       "tolerations",
	"scheduling/priority_class":    "priorityClassName",
	"service_account":              "serviceAccountName",
	"service_account/name":         "serviceAccountName",
	"service_account/mounts_token": "automountServiceAccountToken",
	"pull_secrets":                 "imagePullSecrets",
	"runtime":                      "runtimeClassName",
	"restart":                      "restartPolicy",
	"restart/policy":               "restartPolicy",
	"grace_period":                 "terminationGracePeriodSeconds",
}

// sourcePath turns a place in the model into the path in the object, for an object that keeps its pod at podAt.
func sourcePath(at, podAt string) string {
	field, inPod := strings.CutPrefix(at, podAt+"/")
	if !inPod || podAt == "" {
		return at
	}
	if steps := strings.SplitN(field, "/", 3); len(steps) == 3 && holdsContainers(steps[0]) && isIndex(steps[1]) {
		return strings.Join([]string{podAt, steps[0], steps[1], translate(containerFields, steps[2])}, "/")
	}
	if field == "name" || field == "namespace" {
		return workloadFields[field]
	}
	return path.Join(podAt, translate(workloadFields, field))
}

// translate replaces the longest beginning of a path that the table knows.
func translate(table map[string]string, field string) string {
	for known := field; known != "."; known = path.Dir(known) {
		if replaced, ok := table[known]; ok {
			return replaced + field[len(known):]
		}
	}
	return field
}

func holdsContainers(field string) bool {
	for _, list := range containerLists {
		if list.field == field {
			return true
		}
	}
	return false
}
