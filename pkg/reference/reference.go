package reference

import (
	"fmt"
)

// State tells what is known about a part of a reference.
type State string

// The states of a tag or a digest.
const (
	None    State = "none"    // not written
	Known   State = "known"   // written out
	Unknown State = "unknown" // written with a variable, or perhaps inside one
)

// Reference is an image reference taken apart. A part that is not written, or that nobody can know because of a variable, is empty and
// absent in JSON.
type Reference struct {
	Text            string `json:"text"`                      // as written, after the substitution of variables
	Resolved        bool   `json:"resolved,omitzero"`         // no variable is left in the text
	Registry        string `json:"registry,omitzero"`         // host and port in lower case; "docker.io" for short names and index.docker.io
	RegistryImplied bool   `json:"registry_implied,omitzero"` // docker.io, because no registry is written
	Repository      string `json:"repository,omitzero"`       // without the registry: "library/nginx", "acme/api"
	Name            string `json:"name,omitzero"`             // as people say it: "nginx", "ghcr.io/acme/api"
	Official        bool   `json:"official,omitzero"`         // one of Docker's official images: docker.io/library/*
	Tag             string `json:"tag,omitzero"`              // absent unless known; nothing puts "latest" here
	TagState        State  `json:"tag_state"`
	Digest          string `json:"digest,omitzero"` // "sha256:...", as written, even when malformed; absent unless known
	DigestState     State  `json:"digest_state"`
	DigestValid     bool   `json:"digest_valid,omitzero"` // the digest is known, and well-formed
}

// InvalidError says why no registry would take a text for a reference.
type InvalidError struct {
	Text   string
	Reason string // "the repository has upper-case letters"
}

func (e *InvalidError) Error() string {
	return fmt.Sprintf("parse image reference %q: %s", e.Text, e.Reason)
}
