// Package kubernetes reads Kubernetes manifests into documents.
//
// A manifest is a stream of objects, in YAML or JSON; each object says in `kind` what it is and has its own shape. Nine
// kinds hold a pod, directly or as the template of pods to come, and a `List` holds other objects. Each object with a pod
// gives one document, whose workload facet has what the pod declares and its containers in one list whatever their role;
// other kinds give none. Values are taken as a cluster would take them: YAML 1.1 booleans (`privileged: yes`), anchors and merge keys are
// resolved, and a value of the wrong type is not there.
//
//	documents, problems := kubernetes.Parse(file)
//	place := documents[0].Locator.Locate("spec/containers/0/privileged")
//	fmt.Println(place.Span) // of `privileged: true`, below securityContext
//
// The same model is made in Rego by policies/seaworthy/kubernetes, where no Go runs; a test holds the two together.
// The kinds are those of https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/.
package kubernetes
