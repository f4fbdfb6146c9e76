package input

// A Workload is the workload facet: what one pod, compose service or `docker run` line runs. One shape for the three, so
// that one rule covers them.
//
// A document says what is declared, where it is declared: a container's own settings stand at the container, a pod's at
// Pod. What follows from the two together is worked out by the rules' library, once for all platforms. A field that
// is absent was not declared; what the platform makes of that is the library's knowledge too.
type Workload struct {
	// Platform is kubernetes, compose or docker.
	Platform string `json:"platform"`
	// Kind is the kind of the object that holds the pod: Pod, Deployment, CronJob, ...; service for compose, run or create
	// for a command line.
	Kind string `json:"kind"`
	// Title is how messages call the workload: `deployment "web"`, `service "db"`, `docker run`.
	Title string `json:"title"`
	// Name is the object's or service's name; absent for one that the server names.
	Name string `json:"name,omitzero"`
	// Namespace is absent where it is chosen when the object is applied.
	Namespace string `json:"namespace,omitzero"`
	// Labels and Annotations are the pod's, those of the template where there is one; a service's labels.
	Labels      map[string]string `json:"labels,omitzero"`
	Annotations map[string]string `json:"annotations,omitzero"`
	// OS is windows or linux where the pod itself says so; a node selector is no such word.
	OS string `json:"os,omitzero"`
	// LongRunning is false for what is run to its end: Job and CronJob.
	LongRunning *bool `json:"long_running,omitzero"`
	Replicas    *int  `json:"replicas,omitzero"`
	Host        Host  `json:"host,omitzero"`
	// UserNamespace is host or private.
	UserNamespace string `json:"user_namespace,omitzero"`
	// SharesProcesses is pod, or the name of the container whose processes are seen.
	SharesProcesses string `json:"shares_processes,omitzero"`
	// Pod is what is declared for all containers of a pod.
	Pod PodSettings `json:"pod,omitzero"`
	// Containers are the containers of all roles, main ones first.
	Containers []Container `json:"containers,omitzero"`
	// Volumes are those that the workload declares, mounted or not.
	Volumes     []Volume    `json:"volumes,omitzero"`
	Sysctls     []Sysctl    `json:"sysctls,omitzero"`
	HostAliases []HostAlias `json:"host_aliases,omitzero"`
	// DNSOptions are the resolver's options by name; one without a value has the empty text.
	DNSOptions   map[string]string `json:"dns_options,omitzero"`
	CgroupParent string            `json:"cgroup_parent,omitzero"`
	// Network is bridge, none, host, or the name of a network.
	Network    string     `json:"network,omitzero"`
	Scheduling Scheduling `json:"scheduling,omitzero"`
	// ServiceAccount is the Kubernetes account that the pod runs as.
	ServiceAccount *ServiceAccount `json:"service_account,omitzero"`
	// PullSecrets are the names of the pod's image pull secrets.
	PullSecrets []string `json:"pull_secrets,omitzero"`
	// Runtime is the runtime class or OCI runtime.
	Runtime string  `json:"runtime,omitzero"`
	Restart Restart `json:"restart,omitzero"`
	// GracePeriod is the time between the signal to stop and the kill, in seconds.
	GracePeriod *int `json:"grace_period,omitzero"`
	// Executions are the commands that a script runs in containers: docker exec.
	Executions []ContainerExecution `json:"executions,omitzero"`
	At         string               `json:"at"`
}

// Host says which namespaces of the host are shared.
type Host struct {
	Network *bool `json:"network,omitzero"`
	PID     *bool `json:"pid,omitzero"`
	IPC     *bool `json:"ipc,omitzero"`
	UTS     *bool `json:"uts,omitzero"`
	Cgroup  *bool `json:"cgroup,omitzero"`
}

// PodSettings are a pod's securityContext (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#security-context).
type PodSettings struct {
	User                *Account       `json:"user,omitzero"`
	Group               *Account       `json:"group,omitzero"`
	SupplementaryGroups []Account      `json:"supplementary_groups,omitzero"`
	FilesystemGroup     *Account       `json:"filesystem_group,omitzero"`
	ChangePolicy        string         `json:"change_policy,omitzero"`
	NonRoot             *bool          `json:"non_root,omitzero"`
	Seccomp             *Seccomp       `json:"seccomp,omitzero"`
	AppArmor            *AppArmor      `json:"apparmor,omitzero"`
	SELinux             *SELinux       `json:"selinux,omitzero"`
	Windows             *WindowsOption `json:"windows,omitzero"`
	// Limits and Requests bound all containers together.
	Limits   Resources `json:"limits,omitzero"`
	Requests Resources `json:"requests,omitzero"`
}

// An Account is a user or a group, by number or by name.
type Account struct {
	// Text is what is written.
	Text string `json:"text"`
	// ID is the number, where it is one.
	ID *int64 `json:"id,omitzero"`
	// Name is the name, where it is one and no variable hides it.
	Name string `json:"name,omitzero"`
	At   string `json:"at"`
}

// A Container is one container of a workload.
type Container struct {
	Name string `json:"name,omitzero"`
	// Title is how messages call the container: `container "web"`, or `container 0` where it has no name.
	Title string `json:"title"`
	// Role is main, init, sidecar (an init container that is always restarted) or ephemeral.
	Role string `json:"role"`
	// Image is the reference as written.
	Image string `json:"image,omitzero"`
	// Built tells that the image is built beside the container, by compose or by the script that runs it.
	Built bool `json:"built,omitzero"`
	// PullPolicy is Always, IfNotPresent or Never; compose's always, missing, never and daily in these words where
	// there is one.
	PullPolicy string `json:"pull_policy,omitzero"`
	// Privileged is what the container declares; absent where it declares nothing. The same holds for all that follow.
	Privileged          *bool `json:"privileged,omitzero"`
	PrivilegeEscalation *bool `json:"privilege_escalation,omitzero"`
	ReadOnlyRoot        *bool `json:"read_only_root,omitzero"`
	NonRoot             *bool `json:"non_root,omitzero"`
	TTY                 *bool `json:"tty,omitzero"`
	Stdin               *bool `json:"stdin,omitzero"`
	// UnmaskedProc is true where the runtime's masks over /proc are taken off.
	UnmaskedProc *bool `json:"unmasked_proc,omitzero"`
	// ProcMount is Kubernetes' procMount as written.
	ProcMount           string         `json:"proc_mount,omitzero"`
	User                *Account       `json:"user,omitzero"`
	Group               *Account       `json:"group,omitzero"`
	SupplementaryGroups []Account      `json:"supplementary_groups,omitzero"`
	Capabilities        Capabilities   `json:"capabilities,omitzero"`
	Seccomp             *Seccomp       `json:"seccomp,omitzero"`
	AppArmor            *AppArmor      `json:"apparmor,omitzero"`
	SELinux             *SELinux       `json:"selinux,omitzero"`
	Windows             *WindowsOption `json:"windows,omitzero"`
	WorkingDirectory    string         `json:"working_directory,omitzero"`
	// Command and Arguments are the words as written: command and args of Kubernetes, entrypoint and command of compose.
	Command     []string      `json:"command,omitzero"`
	Arguments   []string      `json:"arguments,omitzero"`
	Environment []Environment `json:"environment,omitzero"`
	Mounts      []VolumeMount `json:"mounts,omitzero"`
	Devices     []Device      `json:"devices,omitzero"`
	// DeviceRules are device cgroup rules: "c 189:* rmw".
	DeviceRules []Line `json:"device_rules,omitzero"`
	// InheritedVolumes are the containers whose mounts are taken over.
	InheritedVolumes []Line          `json:"inherited_volumes,omitzero"`
	Ports            []ContainerPort `json:"ports,omitzero"`
	// PublishAll tells that all exposed ports of the image are published.
	PublishAll  *bool     `json:"publish_all,omitzero"`
	Limits      Resources `json:"limits,omitzero"`
	Requests    Resources `json:"requests,omitzero"`
	CPUShares   *int64    `json:"cpu_shares,omitzero"`
	Ulimits     []Line    `json:"ulimits,omitzero"`
	OOMDisabled *bool     `json:"oom_disabled,omitzero"`
	OOMScore    *int      `json:"oom_score,omitzero"`
	// Probes are by name: liveness, readiness, startup.
	Probes map[string]Probe `json:"probes,omitzero"`
	// Hooks are by name: post_start, pre_stop.
	Hooks       map[string]Probe `json:"hooks,omitzero"`
	HealthCheck *HealthCheck     `json:"health_check,omitzero"`
	Logging     *Logging         `json:"logging,omitzero"`
	// Unknown are the fields that are declared with a variable that nobody sets, and therefore absent; and those of a
	// compose service that another file may set.
	Unknown []string `json:"unknown,omitzero"`
	At      string   `json:"at"`
}

// Capabilities are what a container adds to and drops from the runtime's set.
type Capabilities struct {
	Add  []Capability `json:"add,omitzero"`
	Drop []Capability `json:"drop,omitzero"`
}

// A Capability is one of capabilities(7).
type Capability struct {
	// Name is in upper case, without CAP_.
	Name string `json:"name"`
	// Text is as written.
	Text string `json:"text"`
	At   string `json:"at"`
}

// Seccomp is a system call filter.
type Seccomp struct {
	// Type is runtime_default, unconfined, localhost for a file, or other, also where none is said.
	Type string `json:"type"`
	// Text is the type or profile as written.
	Text string `json:"text,omitzero"`
	// File is the profile's file.
	File string `json:"file,omitzero"`
	// Source is field or annotation.
	Source string `json:"source"`
	At     string `json:"at"`
}

// AppArmor is an AppArmor profile.
type AppArmor struct {
	// Type is runtime_default, unconfined, localhost for a named profile, or other, also where none is said.
	Type string `json:"type"`
	Text string `json:"text,omitzero"`
	// Profile is the name of the profile.
	Profile string `json:"profile,omitzero"`
	// Source is field or annotation.
	Source string `json:"source"`
	At     string `json:"at"`
}

// SELinux is an SELinux label.
type SELinux struct {
	Type     string `json:"type,omitzero"`
	User     string `json:"user,omitzero"`
	Role     string `json:"role,omitzero"`
	Level    string `json:"level,omitzero"`
	Disabled *bool  `json:"disabled,omitzero"`
	At       string `json:"at"`
}

// WindowsOption is what only containers on Windows have.
type WindowsOption struct {
	HostProcess *bool  `json:"host_process,omitzero"`
	UserName    string `json:"user_name,omitzero"`
	At          string `json:"at"`
}

// An Environment is a variable that a container is given, or a set of them.
type Environment struct {
	// Name is absent for a set.
	Name string `json:"name,omitzero"`
	// Text is the value as written, where it is written.
	Text string `json:"text,omitzero"`
	// Source is literal, interpolated, passed for one that is taken from outside as it is, secret_key, config_key, field,
	// resource, file_key, all_secret_keys, all_config_keys, or env_file.
	Source string `json:"source"`
	// Object is the Secret, ConfigMap or file that the value comes from, Key the entry of it.
	Object string `json:"object,omitzero"`
	Key    string `json:"key,omitzero"`
	At     string `json:"at"`
}

// A Volume is what a workload declares to be mounted.
type Volume struct {
	Name string `json:"name,omitzero"`
	// Kind is Kubernetes' source of the volume, configMap, hostPath, emptyDir, ...; absent where none is said.
	Kind string `json:"kind,omitzero"`
	// HostPath is the path on the host, for hostPath, without what it says twice: /a//b/./c/ is /a/b/c.
	HostPath string `json:"host_path,omitzero"`
	// Driver is the driver of flexVolume and csi.
	Driver string `json:"driver,omitzero"`
	// Object is the Secret, ConfigMap or claim.
	Object string `json:"object,omitzero"`
	// Medium is Memory for an emptyDir in memory, SizeLimit its bound.
	Medium    string `json:"medium,omitzero"`
	SizeLimit string `json:"size_limit,omitzero"`
	// Projections are the sources of a projected volume.
	Projections []Projection `json:"projections,omitzero"`
	At          string       `json:"at"`
}

// A Projection is one source of a projected volume.
type Projection struct {
	// Kind is Kubernetes' name of it: secret, configMap, serviceAccountToken, downwardAPI, ...
	Kind string `json:"kind"`
	// Object is the Secret or ConfigMap.
	Object string `json:"object,omitzero"`
	At     string `json:"at"`
}

// A VolumeMount is a volume in its place in a container.
type VolumeMount struct {
	// Target is the path in the container.
	Target string `json:"target,omitzero"`
	// Kind is host_path, volume, tmpfs, scratch (emptyDir), secret, config, projected, image, claim or other.
	Kind string `json:"kind"`
	// Source is the path on the host for host_path, cleaned but with ~ kept; else the volume's name.
	Source string `json:"source,omitzero"`
	// Text is what is written as the source.
	Text string `json:"text,omitzero"`
	// InsideProject tells that a host path lies in the project's own folder.
	InsideProject bool  `json:"inside_project,omitzero"`
	ReadOnly      *bool `json:"read_only,omitzero"`
	// Propagation is private, slave or shared, with an r in front for the recursive ones; Kubernetes' None,
	// HostToContainer and Bidirectional are private, rslave and rshared.
	Propagation string `json:"propagation,omitzero"`
	// SizeLimit bounds a tmpfs or scratch volume.
	SizeLimit string `json:"size_limit,omitzero"`
	// DeclaredAt is the place of the volume, where it is declared elsewhere.
	DeclaredAt string `json:"declared_at,omitzero"`
	At         string `json:"at"`
}

// A Device is a device of the host.
type Device struct {
	Path        string `json:"path"`
	Permissions string `json:"permissions,omitzero"`
	At          string `json:"at"`
}

// A Line is a setting that is judged as text.
type Line struct {
	Text string `json:"text"`
	At   string `json:"at"`
}

// A ContainerPort is a port that a container listens on or that is published; a range is several.
type ContainerPort struct {
	// Target is the port in the container.
	Target *int   `json:"target,omitzero"`
	Name   string `json:"name,omitzero"`
	// Protocol is tcp, udp or sctp.
	Protocol string `json:"protocol,omitzero"`
	// Published tells that the port is opened on the host, at HostPort, or at a port that the engine chooses.
	Published bool `json:"published,omitzero"`
	// HostPort is the port on the host.
	HostPort *int `json:"host_port,omitzero"`
	// Address is the host's address that is bound.
	Address string `json:"address,omitzero"`
	// Text is what is written, where it is one text. In Kubernetes, which wants a number, it stands for the target.
	Text string `json:"text,omitzero"`
	At   string `json:"at"`
}

// Resources are amounts as written: "500m", "1Gi", "0.5".
type Resources struct {
	CPU              string `json:"cpu,omitzero"`
	Memory           string `json:"memory,omitzero"`
	EphemeralStorage string `json:"ephemeral_storage,omitzero"`
	PIDs             string `json:"pids,omitzero"`
}

// A Probe is a probe or a lifecycle hook.
type Probe struct {
	// Handler is exec, http, tcp, grpc or sleep.
	Handler string `json:"handler,omitzero"`
	Host    string `json:"host,omitzero"`
	// Port is the number or name as written.
	Port string `json:"port,omitzero"`
	// Path is the path of an HTTP request.
	Path    string   `json:"path,omitzero"`
	Command []string `json:"command,omitzero"`
	// Timing is a probe's own, in seconds and counts, as declared.
	Timing ProbeTiming `json:"timing,omitzero"`
	At     string      `json:"at"`
}

// ProbeTiming says when a probe asks, and how often it has to fail
// (https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/).
type ProbeTiming struct {
	Period           *int `json:"period,omitzero"`
	Timeout          *int `json:"timeout,omitzero"`
	FailureThreshold *int `json:"failure_threshold,omitzero"`
}

// A HealthCheck is compose's and docker's.
type HealthCheck struct {
	Command  []string `json:"command,omitzero"`
	Disabled bool     `json:"disabled,omitzero"`
	At       string   `json:"at"`
}

// Logging is the log driver and its options.
type Logging struct {
	Driver  string            `json:"driver,omitzero"`
	Options map[string]string `json:"options,omitzero"`
	At      string            `json:"at"`
}

// A Sysctl is a kernel parameter.
type Sysctl struct {
	Name  string `json:"name"`
	Value string `json:"value,omitzero"`
	At    string `json:"at"`
}

// A HostAlias is an entry of the hosts file.
type HostAlias struct {
	Names   []string `json:"names,omitzero"`
	Address string   `json:"address,omitzero"`
	At      string   `json:"at"`
}

// Scheduling says where a pod may run.
type Scheduling struct {
	NodeName     string            `json:"node_name,omitzero"`
	NodeSelector map[string]string `json:"node_selector,omitzero"`
	// NodeAffinity and PodAntiAffinity tell that the pod has rules of the kind.
	NodeAffinity    bool         `json:"node_affinity,omitzero"`
	PodAntiAffinity bool         `json:"pod_anti_affinity,omitzero"`
	Tolerations     []Toleration `json:"tolerations,omitzero"`
	PriorityClass   string       `json:"priority_class,omitzero"`
}

// A Toleration lets a pod run on nodes with a taint.
type Toleration struct {
	// Key is absent for one that tolerates every taint.
	Key      string `json:"key,omitzero"`
	Operator string `json:"operator,omitzero"`
	Value    string `json:"value,omitzero"`
	Effect   string `json:"effect,omitzero"`
	At       string `json:"at"`
}

// A ServiceAccount is the account that a pod speaks to the API server as.
type ServiceAccount struct {
	Name string `json:"name,omitzero"`
	// MountsToken is what the pod says.
	MountsToken *bool `json:"mounts_token,omitzero"`
}

// Restart says when a container is started again.
type Restart struct {
	// Policy is always, on_failure, never or unless_stopped.
	Policy string `json:"policy,omitzero"`
	// Retries bounds on_failure.
	Retries *int `json:"retries,omitzero"`
}

// A ContainerExecution is a command that is run in a container: docker exec, docker compose exec.
type ContainerExecution struct {
	Privileged bool     `json:"privileged,omitzero"`
	User       *Account `json:"user,omitzero"`
	Container  string   `json:"container,omitzero"`
	At         string   `json:"at"`
}
