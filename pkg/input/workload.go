package input

// A Workload is the workload facet: what one pod runs. Compose services and `docker run` lines have the same shape,
// so that one rule covers the three.
type Workload struct {
	// Platform is "kubernetes".
	Platform string `json:"platform"`
	// Kind is the kind of the object that holds the pod: Pod, Deployment, CronJob, ...
	Kind string `json:"kind"`
	// Name is the object's name; absent for one that the server names.
	Name string `json:"name,omitzero"`
	// Namespace is absent where it is chosen when the object is applied.
	Namespace string `json:"namespace,omitzero"`
	// Containers are the containers of all roles, main ones first.
	Containers []Container `json:"containers,omitzero"`
	At         string      `json:"at"`
}

// A Container is one container of a workload.
type Container struct {
	Name string `json:"name,omitzero"`
	// Title is how messages call the container: `container "web"`, or `container 0` where it has no name.
	Title string `json:"title"`
	// Role is main, init or ephemeral.
	Role string `json:"role"`
	// Image is the reference as written.
	Image string `json:"image,omitzero"`
	// Privileged is what the container declares; absent where it declares nothing.
	Privileged *bool  `json:"privileged,omitzero"`
	At         string `json:"at"`
}
