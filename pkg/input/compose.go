package input

// A Compose is the compose facet: what only a compose project has, its files merged into one model as
// https://github.com/compose-spec/compose-spec/blob/main/13-merge.md says. Values that a variable hides have the state
// unresolved; services of inactive profiles are included.
type Compose struct {
	// Name is the project's name; absent where compose takes the folder's.
	Name *ComposeValue `json:"name,omitzero"`
	// Files are those that the project is made of: the one that is judged, those that override it, and those that are
	// included.
	Files []ComposeFile `json:"files,omitzero"`
	// Services are those of all files, in order.
	Services []ComposeService `json:"services,omitzero"`
	// Variables are the uses of variables in values.
	Variables []ComposeVariable `json:"variables,omitzero"`
	// SecretDefaults are the defaults of variables whose value may be a credential, by each word of the variable's name; see
	// secret.Words.
	SecretDefaults map[string][]ComposeSecretDefault `json:"secret_defaults,omitzero"`
	// Readings are the files and folders outside of the model that it names: includes, env_files, build contexts, ...
	Readings []ComposeReading `json:"readings,omitzero"`
	// Dangling are the names of what is not defined.
	Dangling []ComposeDangling `json:"dangling,omitzero"`
	// PortClashes are the host ports that are published a second time.
	PortClashes []ComposeClash `json:"port_clashes,omitzero"`
	// NameClashes are the container names that are given a second time.
	NameClashes []ComposeClash `json:"name_clashes,omitzero"`
	// SharedVolumes are the mounts of what another service mounts too.
	SharedVolumes []ComposeSharedVolume `json:"shared_volumes,omitzero"`
	// Disorders are lists that are not sorted, by what first stands in the wrong place.
	Disorders []ComposeDisorder `json:"disorders,omitzero"`
	// Violations are where the model does not fit the specification's schema.
	Violations []ComposeViolation `json:"violations,omitzero"`
	// Extensions are the keys that begin with x-, wherever they stand.
	Extensions []ComposeKey `json:"extensions,omitzero"`
}

// A ComposeValue is a text that may be written with variables.
type ComposeValue struct {
	Text  string `json:"text"`
	State State  `json:"state"`
	At    string `json:"at"`
}

// A ComposeFile is one file of a project.
type ComposeFile struct {
	Path string `json:"path"`
	// Role is main, override or include.
	Role string `json:"role"`
	// ParseError is why the file is no YAML.
	ParseError string `json:"parse_error,omitzero"`
	// Version is the top-level key version.
	Version *ComposeKey `json:"version,omitzero"`
	// Keys are the top-level keys in order.
	Keys []ComposeKey `json:"keys,omitzero"`
	At   string       `json:"at"`
}

// A ComposeKey is a key in its place.
type ComposeKey struct {
	Name string `json:"name"`
	At   string `json:"at"`
}

// A ComposeService is what the workload facet does not tell of a service.
type ComposeService struct {
	Name string `json:"name"`
	// Title is how messages call the service: `service "web"`.
	Title string `json:"title"`
	// Keys are the service's own keys in the order of the file that it stands in.
	Keys          []ComposeKey  `json:"keys,omitzero"`
	ContainerName *ComposeValue `json:"container_name,omitzero"`
	// MalformedName tells that the engine refuses the container's name, which is known.
	MalformedName bool          `json:"malformed_name,omitzero"`
	Image         *ComposeValue `json:"image,omitzero"`
	Build         *ComposeBuild `json:"build,omitzero"`
	PullPolicy    *ComposeValue `json:"pull_policy,omitzero"`
	// Replicas are absent where nothing or a variable says how many.
	Replicas *ComposeReplicas `json:"replicas,omitzero"`
	// FixedPorts are the host ports that only one container can have.
	FixedPorts   []ComposeFixedPort  `json:"fixed_ports,omitzero"`
	Dependencies []ComposeDependency `json:"dependencies,omitzero"`
	Ports        []ComposeText       `json:"ports,omitzero"`
	Volumes      []ComposeText       `json:"volumes,omitzero"`
	Hooks        []ComposeHook       `json:"hooks,omitzero"`
	// Provider is the program on the host that stands in for a container.
	Provider *ComposeValue `json:"provider,omitzero"`
	// Privileged and Root tell what the service itself is known to be.
	Privileged bool   `json:"privileged,omitzero"`
	Root       bool   `json:"root,omitzero"`
	At         string `json:"at"`
}

// A ComposeBuild is how a service's image is built.
type ComposeBuild struct {
	Privileged   bool            `json:"privileged,omitzero"`
	Entitlements []ComposeValue  `json:"entitlements,omitzero"`
	Frontend     *ComposeValue   `json:"frontend,omitzero"`
	Context      *ComposeContext `json:"context,omitzero"`
	At           string          `json:"at"`
}

// A ComposeContext is the folder or repository that an image is built from.
type ComposeContext struct {
	ComposeValue
	Remote bool `json:"remote,omitzero"`
}

// ComposeReplicas is how many containers a service has.
type ComposeReplicas struct {
	Count int    `json:"count"`
	At    string `json:"at"`
}

// A ComposeFixedPort is a publication that leaves no other port to choose.
type ComposeFixedPort struct {
	Port string `json:"port"`
	At   string `json:"at"`
}

// A ComposeDependency is an entry of depends_on.
type ComposeDependency struct {
	Name string `json:"name"`
	// Condition is service_started where none is written.
	Condition string `json:"condition"`
	// HealthCheck is what the dependency's service says: declared, disabled, or unknown where its image decides; absent for a
	// service that is not defined.
	HealthCheck string `json:"health_check,omitzero"`
	// Built tells that the dependency's image is built here.
	Built bool   `json:"built,omitzero"`
	At    string `json:"at"`
}

// A ComposeText is an entry of a list in short syntax, as it is written.
type ComposeText struct {
	// List is the key of the list: ports, expose, volumes.
	List string `json:"list"`
	Text string `json:"text"`
	// Quotes are none, single or double.
	Quotes string `json:"quotes"`
	// Ambiguous tells that YAML 1.1 reads the unquoted text as a number in base 60.
	Ambiguous bool `json:"ambiguous,omitzero"`
	// Plain tells that the text means the same without quotes.
	Plain bool   `json:"plain,omitzero"`
	At    string `json:"at"`
}

// A ComposeHook is a command that runs around the life of a container.
type ComposeHook struct {
	// Phase is pre_start, post_start or pre_stop.
	Phase      string `json:"phase"`
	Privileged bool   `json:"privileged,omitzero"`
	// Root tells that the hook names a user that is root.
	Root bool   `json:"root,omitzero"`
	At   string `json:"at"`
}

// A ComposeVariable is one use of a variable.
type ComposeVariable struct {
	Name string `json:"name"`
	// Defaulted tells that a default is written, be it empty.
	Defaulted bool `json:"defaulted,omitzero"`
	// Required tells that compose stops where the variable is unset.
	Required bool `json:"required,omitzero"`
	// Resolved tells that an env file sets it.
	Resolved bool   `json:"resolved,omitzero"`
	At       string `json:"at"`
}

// A ComposeSecretDefault is a default that may be a credential, which it does not hold.
type ComposeSecretDefault struct {
	// Name is that of the variable.
	Name string `json:"name"`
	At   string `json:"at"`
}

// A ComposeReading is something that is read besides the project's own files.
type ComposeReading struct {
	// Key says what for: include, extends, env_file, label_file, secrets.file, configs.file or build.context.
	Key   string `json:"key"`
	Text  string `json:"text"`
	State State  `json:"state"`
	// Remote tells that it is fetched: a git repository or an OCI artefact.
	Remote bool `json:"remote,omitzero"`
	// Pinned tells that a digest or a full commit names what is fetched.
	Pinned bool `json:"pinned,omitzero"`
	// Outside tells that a local path leaves the project's folder.
	Outside bool   `json:"outside,omitzero"`
	At      string `json:"at"`
}

// A ComposeDangling is a name that a service uses for something that is not defined.
type ComposeDangling struct {
	// Service is the title of the service that uses it.
	Service string `json:"service"`
	// Kind is service, network, volume, secret, config or model.
	Kind string `json:"kind"`
	Name string `json:"name"`
	At   string `json:"at"`
}

// A ComposeClash is a second claim of what only one container can have.
type ComposeClash struct {
	// Service is the title of the service.
	Service string `json:"service"`
	// Text is what is claimed: a port with its address, a name.
	Text string `json:"text"`
	// First is the title of the service that has it.
	First string `json:"first"`
	At    string `json:"at"`
}

// A ComposeSharedVolume is a mount of what other services mount too.
type ComposeSharedVolume struct {
	// Service is the title of the service.
	Service string `json:"service"`
	Source  string `json:"source"`
	// Others are the titles of the services that mount it too.
	Others []string `json:"others"`
	// ReadOnly tells that nobody but one of them may write.
	ReadOnly bool   `json:"read_only,omitzero"`
	At       string `json:"at"`
}

// A ComposeDisorder is the first element of a list that stands too late.
type ComposeDisorder struct {
	// Kind is services, dependencies or ports.
	Kind string `json:"kind"`
	// Service is the title of the service whose list it is; absent for the list of services.
	Service string `json:"service,omitzero"`
	// Name is what stands too late, Before what it belongs before.
	Name   string `json:"name"`
	Before string `json:"before"`
	At     string `json:"at"`
}

// A ComposeViolation is where the model does not fit the schema.
type ComposeViolation struct {
	Message string `json:"message"`
	At      string `json:"at"`
}
