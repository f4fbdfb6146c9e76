package input

import "github.com/seaworthy-policy/seaworthy/pkg/secret"

// Secrets is the secret facet: where a file holds credentials, or hands them on in a way that keeps them. It never holds a
// credential itself, only what is needed to talk about it.
//
// Named and Copied are indexed by what rules ask for, so that one word costs one look-up.
type Secrets struct {
	// Named are the variables and keys with a value of their own, by each word of their name; see secret.Words. What
	// is empty, a path, a switch or a reference to elsewhere has no value of its own.
	Named map[string][]NamedValue `json:"named,omitzero"`
	// Credentials are texts in the form of some issuer's credential.
	Credentials []Credential `json:"credentials,omitzero"`
	// Addresses are URLs with a password in them.
	Addresses []CredentialAddress `json:"addresses,omitzero"`
	// Copied are the files that COPY and ADD take from the build context, by each pattern that names them; see
	// secret.FileNames.
	Copied map[string][]CopiedFile `json:"copied,omitzero"`
	// Located are the files of which a variable says that they hold a credential, where they come from the build context.
	Located []LocatedFile `json:"located,omitzero"`
	// Histories are the version control directories that COPY and ADD take from the build context.
	Histories []CopiedFile `json:"histories,omitzero"`
	// Arguments are credentials among the words of commands.
	Arguments []CredentialArgument `json:"arguments,omitzero"`
	// Persisted are mounted secrets that a RUN writes into the image.
	Persisted []PersistedSecret `json:"persisted,omitzero"`
	// References are secrets that reach a container as environment variables.
	References []SecretReference `json:"references,omitzero"`
	// Manifests are Secrets of Kubernetes, and secrets of compose, whose data can be read in the file.
	Manifests []SecretManifest `json:"manifests,omitzero"`
	// Passed are build arguments whose values come from elsewhere, by each word of their name; see secret.Words.
	Passed map[string][]PassedValue `json:"passed,omitzero"`
	// OpenServices are services that are told to let everybody in.
	OpenServices []OpenService `json:"open_services,omitzero"`
}

// A NamedValue is a variable or key with a value of its own.
type NamedValue struct {
	Name string `json:"name"`
	// Title is how messages call it: "ENV DB_PASSWORD", `variable DB_PASSWORD of container "web"`.
	Title string `json:"title"`
	// Place is env or arg of a Dockerfile; pod_env, configmap or secret of Kubernetes; service_env, build_arg or config of
	// compose; run_env of a script.
	Place string `json:"place"`
	// Kind is literal, or for Dockerfiles argument for an ENV that takes the value of an ARG, and asked for an ARG whose
	// value the build is told.
	Kind string `json:"kind"`
	// Mention tells that the name only speaks of a credential: see secret.OnlyMentions.
	Mention bool `json:"mention,omitzero"`
	// Digest is secret.Digest of a literal value.
	Digest string `json:"digest,omitzero"`
	// Shipped tells that what is built or run has it.
	Shipped bool   `json:"shipped,omitzero"`
	At      string `json:"at"`
}

// A PassedValue is a build argument that a variable gives its value, or the environment of whoever builds.
type PassedValue struct {
	Name string `json:"name"`
	// Title is how messages call it: `build argument NPM_TOKEN of service "web"`.
	Title string `json:"title"`
	// Mention tells that the name only speaks of a credential: its file, how long it is valid.
	Mention bool   `json:"mention,omitzero"`
	At      string `json:"at"`
}

// A Credential is a text in the form of some issuer's credential.
type Credential struct {
	// Format is what it is: "GitHub token".
	Format string `json:"format"`
	// Title is how messages call what holds it: "RUN", "ENV DB_URL".
	Title string `json:"title"`
	At    string `json:"at"`
}

// A CredentialAddress is a URL with a password in it.
type CredentialAddress struct {
	Scheme string `json:"scheme"`
	Host   string `json:"host"`
	Title  string `json:"title"`
	At     string `json:"at"`
}

// A CopiedFile is a file or folder that COPY or ADD takes from the build context.
type CopiedFile struct {
	// Path is as written; for what comes along with a folder, its path in that folder.
	Path string `json:"path"`
	// Instruction is COPY or ADD.
	Instruction string `json:"instruction"`
	// Along tells that the file is not named: it lies in the folder that is, and no ignore file keeps it out.
	Along   bool   `json:"along,omitzero"`
	Shipped bool   `json:"shipped,omitzero"`
	At      string `json:"at"`
}

// A LocatedFile is a file that a variable names, and that COPY or ADD brings.
type LocatedFile struct {
	Variable string `json:"variable"`
	Path     string `json:"path"`
	// At is the place of the COPY or ADD.
	At string `json:"at"`
}

// A CredentialArgument is a credential that a command is given in its words or its environment.
type CredentialArgument struct {
	// Command is the program with its verb: "docker login".
	Command string `json:"command"`
	// Option is the word that takes it: "--password"; or the variable's name.
	Option string `json:"option"`
	At     string `json:"at"`
}

// A PersistedSecret is a mounted secret that a command writes into the image.
type PersistedSecret struct {
	// Mount is the mounted path, or the variable with a dollar.
	Mount string `json:"mount"`
	// Command is the program that writes it.
	Command string `json:"command"`
	// File is the file that is written, where that is known.
	File string `json:"file,omitzero"`
	At   string `json:"at"`
}

// A SecretReference is a secret that reaches a container as an environment variable.
type SecretReference struct {
	// Via is env for one variable, env_from for all keys of a Secret.
	Via string `json:"via"`
	// Container is the container's title, Role what it is for.
	Container string `json:"container"`
	Role      string `json:"role"`
	// Name is that of the variable; absent for env_from. Secret is that of the Secret.
	Name   string `json:"name,omitzero"`
	Secret string `json:"secret,omitzero"`
	At     string `json:"at"`
}

// A SecretManifest is a Kubernetes Secret whose data can be read in the file.
type SecretManifest struct {
	Name string `json:"name,omitzero"`
	// Type is the Secret's type, as in kubernetes.io/tls.
	Type string `json:"type,omitzero"`
	// Keys are the keys whose values can be read, in order.
	Keys []string `json:"keys"`
	At   string   `json:"at"`
}

// An OpenService is a service that is told to let everybody in.
type OpenService struct {
	// Service is its name: PostgreSQL.
	Service string `json:"service"`
	// Switch is what tells it so: POSTGRES_HOST_AUTH_METHOD=trust.
	Switch string `json:"switch"`
	At     string `json:"at"`
}

// Scan notes what in a text has the form of a credential, and the addresses with a password in it, and hides them.
func (s *Secrets) Scan(text, title, at string, hide func(hidden string)) {
	for _, match := range secret.Find(text) {
		hide(text[match.Start:match.End])
		s.Credentials = append(s.Credentials, Credential{Format: match.Format, Title: title, At: at})
	}
	for _, match := range secret.FindAddresses(text) {
		hide(text[match.Start:match.End])
		s.Addresses = append(s.Addresses, CredentialAddress{Scheme: match.Scheme, Host: match.Host, Title: title, At: at})
	}
}
