package kubernetes

import (
	"path"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// scope is what is known around a container: its pod's template and the volumes that it may mount.
type scope struct {
	// annotations are those of the template, annotationsAt is where they stand.
	annotations   map[string]string
	annotationsAt string
	volumes       map[string]input.Volume
	// claims are the volumes that each pod of a StatefulSet gets for itself.
	claims map[string]bool
}

func (p *parser) workload(node *yaml.Node, kind Kind) *input.Workload {
	whole, podPath := p.reader.object(node), kind.Path
	template, pod := whole, whole.object(podPath[len(podPath)-1])
	for _, key := range podPath[:len(podPath)-1] {
		template = template.object(key)
		pod = template.object(podPath[len(podPath)-1])
	}
	at, metadata := strings.Join(podPath, "/"), template.object("metadata")
	made := &input.Workload{
		Platform:    "kubernetes",
		Kind:        kind.Name,
		Title:       strings.ToLower(kind.Name),
		Name:        whole.object("metadata").text("name"),
		Namespace:   whole.object("metadata").text("namespace"),
		Labels:      metadata.texts("labels"),
		Annotations: metadata.texts("annotations"),
		At:          at,
	}
	if made.Name != "" {
		made.Title += ` "` + made.Name + `"`
	}
	made.LongRunning, made.Replicas = running(whole, kind)
	around := scope{annotations: made.Annotations, annotationsAt: path.Join(path.Dir(at), "metadata/annotations")}
	made.Volumes = volumes(pod, at)
	around.volumes, around.claims = byName(made.Volumes), claims(whole, kind.Name)
	made.Containers = containers(pod, at, around)
	setPod(made, pod, at, around)
	return made
}

// running tells whether pods of the kind are run to their end, and how many there are.
func running(whole object, kind Kind) (longRunning *bool, replicas *int) {
	if kind.Finite {
		longRunning = new(bool)
	}
	if kind.Replicated {
		replicas = whole.object("spec").integer("replicas")
	}
	return longRunning, replicas
}

var (
	restartPolicies = map[string]string{"Always": "always", "OnFailure": "on_failure", "Never": "never"}
	sharesProcesses = map[bool]string{true: "pod"}
	userNamespaces  = map[bool]string{true: "host", false: "private"}
)

// setPod sets what the pod declares beside its containers and volumes
// (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec).
func setPod(made *input.Workload, pod object, at string, around scope) {
	made.OS = pod.object("os").text("name")
	made.Host = input.Host{
		Network: pod.boolean("hostNetwork"), PID: pod.boolean("hostPID"), IPC: pod.boolean("hostIPC"),
	}
	if users := pod.boolean("hostUsers"); users != nil {
		made.UserNamespace = userNamespaces[*users]
	}
	if shared := pod.boolean("shareProcessNamespace"); shared != nil {
		made.SharesProcesses = sharesProcesses[*shared]
	}
	made.Pod = podSettings(pod, at, around)
	for i, declared := range pod.object("securityContext").objects("sysctls") {
		if name := declared.text("name"); name != "" {
			made.Sysctls = append(made.Sysctls, input.Sysctl{
				Name: name, Value: declared.text("value"), At: at + "/securityContext/sysctls/" + strconv.Itoa(i),
			})
		}
	}
	for i, declared := range pod.objects("hostAliases") {
		made.HostAliases = append(made.HostAliases, input.HostAlias{
			Names: declared.words("hostnames"), Address: declared.text("ip"), At: at + "/hostAliases/" + strconv.Itoa(i),
		})
	}
	made.DNSOptions = dnsOptions(pod.object("dnsConfig"))
	made.Scheduling = scheduling(pod, at)
	made.ServiceAccount = serviceAccount(pod)
	for _, secret := range pod.objects("imagePullSecrets") {
		if name := secret.text("name"); name != "" {
			made.PullSecrets = append(made.PullSecrets, name)
		}
	}
	made.Runtime = pod.text("runtimeClassName")
	made.Restart.Policy = restartPolicies[pod.text("restartPolicy")]
	made.GracePeriod = pod.integer("terminationGracePeriodSeconds")
}

// dnsOptions are by name; the last of a name wins.
func dnsOptions(declared object) map[string]string {
	options := map[string]string{}
	for _, option := range declared.objects("options") {
		if name := option.text("name"); name != "" {
			options[name] = option.text("value")
		}
	}
	if len(options) == 0 {
		return nil
	}
	return options
}

func scheduling(pod object, at string) input.Scheduling {
	affinity := pod.object("affinity")
	made := input.Scheduling{
		NodeName:        pod.text("nodeName"),
		NodeSelector:    pod.texts("nodeSelector"),
		NodeAffinity:    affinity.object("nodeAffinity").exists(),
		PodAntiAffinity: affinity.object("podAntiAffinity").exists(),
		PriorityClass:   pod.text("priorityClassName"),
	}
	for i, declared := range pod.objects("tolerations") {
		made.Tolerations = append(made.Tolerations, input.Toleration{
			Key: declared.text("key"), Operator: declared.text("operator"), Value: declared.text("value"),
			Effect: declared.text("effect"), At: at + "/tolerations/" + strconv.Itoa(i),
		})
	}
	return made
}

// serviceAccount is nil for a pod that says nothing of it. An account may stand under its former name.
func serviceAccount(pod object) *input.ServiceAccount {
	made := input.ServiceAccount{Name: pod.text("serviceAccountName"), MountsToken: pod.boolean("automountServiceAccountToken")}
	if made.Name == "" {
		made.Name = pod.text("serviceAccount")
	}
	if made == (input.ServiceAccount{}) {
		return nil
	}
	return &made
}
