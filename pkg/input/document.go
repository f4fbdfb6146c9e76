// Package input holds the documents that rules judge: the Go types, their JSON and their JSON Schema.
//
// A file gives one or more documents. A document says what kind of file it comes from and carries facets, the parts
// that rules read: a Dockerfile has a dockerfile facet and, because it names images, a reference facet; a Kubernetes
// manifest has one document for each object. The types are the contract between the packages that read formats
// (below pkg/input, one each) and the rules, which see nothing else:
//
//	documents, problems := dockerfile.Parse(file, dockerfile.Options{})
//	text, err := json.Marshal(documents[0])
//
// Three principles hold for every type. What is absent is left out, never null or empty, so that `not x` in a rule
// means what it says. What comes from a variable has a State, so that a rule never blames an unknown value. And
// every node that a rule may point at carries `at`, an opaque path that the document's Locator turns into a span.
package input

// A Document is one thing to judge, with the facets that its file's format gives.
type Document struct {
	// Kind is the format: "compose", "dockerfile", "ignorefile", "kubernetes", "makefile" or "shell".
	Kind string `json:"kind"`
	// File is the path of the file, as given or walked.
	File string `json:"file"`
	// Dockerfile is what a Dockerfile builds.
	Dockerfile *Dockerfile `json:"dockerfile,omitzero"`
	// Workload is what is run: the containers of a pod, service or command line.
	Workload *Workload `json:"workload,omitzero"`
	// Compose is what only a compose project has.
	Compose *Compose `json:"compose,omitzero"`
	// Reference lists the images that the file names.
	Reference *References `json:"reference,omitzero"`
	// Secret is where the file holds credentials.
	Secret *Secrets `json:"secret,omitzero"`
	// IgnoreFile is what is kept out of a build context.
	IgnoreFile *IgnoreFile `json:"ignorefile,omitzero"`
	// Project is what the file means together with those around it.
	Project *Project `json:"project,omitzero"`
	// Mask knows what of the file is not to be shown; it is no part of the JSON.
	Mask *Mask `json:"-"`
	// Scripts are the shell scripts in the file as a whole, for tools that read such; they are no part of the JSON.
	Scripts []Script `json:"-"`
	// Locator finds places in the file; it is no part of the JSON.
	Locator Locator `json:"-"`
}

// Facets returns the names of the facets that the document carries, in alphabetical order.
func (d *Document) Facets() []string {
	var facets []string
	if d.Compose != nil {
		facets = append(facets, "compose")
	}
	if d.Dockerfile != nil {
		facets = append(facets, "dockerfile")
	}
	if d.IgnoreFile != nil {
		facets = append(facets, "ignorefile")
	}
	if d.Project != nil {
		facets = append(facets, "project")
	}
	if d.Reference != nil {
		facets = append(facets, "reference")
	}
	if d.Secret != nil {
		facets = append(facets, "secret")
	}
	if d.Workload != nil {
		facets = append(facets, "workload")
	}
	return facets
}

// A State says how certain a value is that was written with variables.
type State string

// The states of a value.
const (
	// Literal values hold no variable.
	Literal State = "literal"
	// Resolved values have all their variables set in the same file.
	Resolved State = "resolved"
	// Overridable values are known, but may be set from outside, as by --build-arg.
	Overridable State = "overridable"
	// Unresolved values hold a variable that nothing in the file sets.
	Unresolved State = "unresolved"
)

// Known reports whether the value's text is what it will be unless somebody overrides it.
func (s State) Known() bool {
	return s != Unresolved
}

// Weaker returns the less certain of two states.
func (s State) Weaker(other State) State {
	if s.certainty() < other.certainty() {
		return s
	}
	return other
}

func (s State) certainty() int {
	switch s {
	case Unresolved:
		return 0
	case Overridable:
		return 1
	case Resolved:
		return 2
	}
	return 3
}
