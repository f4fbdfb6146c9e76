package kubernetes

import "strings"

// A Group is the part of the API that one project brings.
type Group struct {
	// Name is empty for the group that Kubernetes began with.
	Name string
	// Version is the one to ask for; * where there are several that all will do.
	Version string
	Kinds   []Kind
}

// A Kind is one of objects that hold the specification of a pod.
type Kind struct {
	Name string
	// Path leads from the object to the specification.
	Path []string
	// Replicated tells that spec.replicas says how many such pods there are, Finite that they are run to their end.
	Replicated, Finite bool
}

// Resource is the name of the kind in the API's addresses: deployments.
func (k Kind) Resource() string { return strings.ToLower(k.Name) + "s" }

// PodGroups are the kinds that hold a pod: those of Kubernetes itself
// (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/), of OpenShift
// (https://docs.redhat.com/en/documentation/openshift_container_platform/4.17/html/workloads_apis/deploymentconfig-apps-openshift-io-v1),
// Argo Rollouts (https://argo-rollouts.readthedocs.io/en/stable/features/specification/), OpenKruise
// (https://openkruise.io/docs/user-manuals/cloneset) and KEDA (https://keda.sh/docs/latest/reference/scaledjob-spec/). Who
// adds one adds it to policies/seaworthy/kubernetes as well, where there is no Go.
func PodGroups() []Group {
	template := []string{"spec", "template", "spec"}
	return []Group{
		{Version: "v1", Kinds: []Kind{
			{Name: "Pod", Path: []string{"spec"}},
			{Name: "PodTemplate", Path: []string{"template", "spec"}},
			{Name: "ReplicationController", Path: template, Replicated: true},
		}},
		{Name: "apps", Version: "v1", Kinds: []Kind{
			{Name: "Deployment", Path: template, Replicated: true},
			{Name: "StatefulSet", Path: template, Replicated: true},
			{Name: "DaemonSet", Path: template},
			{Name: "ReplicaSet", Path: template, Replicated: true},
		}},
		{Name: "batch", Version: "v1", Kinds: []Kind{
			{Name: "Job", Path: template, Finite: true},
			{Name: "CronJob", Path: []string{"spec", "jobTemplate", "spec", "template", "spec"}, Finite: true},
		}},
		{Name: "apps.openshift.io", Version: "v1", Kinds: []Kind{{Name: "DeploymentConfig", Path: template, Replicated: true}}},
		{Name: "argoproj.io", Version: "v1alpha1", Kinds: []Kind{{Name: "Rollout", Path: template, Replicated: true}}},
		{Name: "apps.kruise.io", Version: "*", Kinds: []Kind{{Name: "CloneSet", Path: template, Replicated: true}}},
		{Name: "keda.sh", Version: "v1alpha1", Kinds: []Kind{
			{Name: "ScaledJob", Path: []string{"spec", "jobTargetRef", "template", "spec"}, Finite: true},
		}},
	}
}

// podKinds are those of PodGroups by their names. An object's group is not looked at.
var podKinds = kindsByName(PodGroups())

func kindsByName(groups []Group) map[string]Kind {
	kinds := map[string]Kind{}
	for _, group := range groups {
		for _, kind := range group.Kinds {
			kinds[kind.Name] = kind
		}
	}
	return kinds
}
