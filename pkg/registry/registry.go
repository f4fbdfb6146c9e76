// Package registry carries artefacts to and from a container registry, as the OCI distribution specification has it
// (https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md).
//
// An artefact is a manifest that names layers by digest; what a layer holds, its media type says. Credentials are those
// that `docker login` leaves, helpers included. Plain HTTP is spoken with the own machine only.
//
//	var client registry.Client
//	digest, err := client.Push(ctx, "registry.example.com/policies:v1", artefact)
//	pulled, digest, err := client.Pull(ctx, "registry.example.com/policies:v1", mediaType)
//
// Of go-containerregistry only names, credentials and the transport are used: its package for images would cost each
// start of the program three times as much as all of these together.
package registry

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/v1/remote/transport"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
)

// Errors that callers may test for with errors.Is.
var (
	// ErrReference is wrapped when a reference lacks its registry or its tag, or can't be parsed.
	ErrReference = errors.New("invalid reference")
	// ErrNoLayer is wrapped when an artefact has no layer of a wanted media type.
	ErrNoLayer = errors.New("no layer of a wanted type")
	// ErrPlainHTTP is wrapped when a registry on another machine does not speak TLS.
	ErrPlainHTTP = errors.New("plain HTTP is for the own machine only")
	// ErrDigest is wrapped when a registry gives something other than what was asked for.
	ErrDigest = errors.New("content does not have its digest")
	// ErrTooLarge is wrapped when a manifest or a layer is larger than any of ours would be.
	ErrTooLarge = errors.New("too large")
)

// An Artefact is what is pushed under one reference.
type Artefact struct {
	// ConfigType is the media type of the config, which is always an empty JSON object.
	ConfigType string
	// Layers in order.
	Layers []Layer
	// Annotations of the manifest.
	Annotations map[string]string
}

// A Layer is one blob of an artefact.
type Layer struct {
	MediaType string
	// Title is the file name that clients save the layer under, absent where it has none.
	Title   string
	Content []byte
}

// A Client speaks with registries. The zero Client is ready, and may be used from many goroutines.
type Client struct {
	// Transport carries the requests; nil stands for http.DefaultTransport.
	Transport http.RoundTripper
}

// emptyConfig is what artefacts have in place of an image's configuration.
const emptyConfig = "{}"

// Push uploads an artefact and returns the digest of its manifest, "sha256:…". The same artefact has the same digest
// always.
func (c Client) Push(ctx context.Context, reference string, artefact Artefact) (string, error) {
	s, err := c.open(ctx, reference, transport.PushScope)
	if err != nil {
		return "", fmt.Errorf("push %s: %w", reference, err)
	}
	digest, err := s.push(ctx, artefact)
	if err != nil {
		return "", fmt.Errorf("push %s: %w", reference, err)
	}
	return digest, nil
}

// Pull returns an artefact with those of its layers that have one of the media types, and the digest of its manifest.
// Where the reference names an index, the first manifest in it that has such a layer is meant.
func (c Client) Pull(ctx context.Context, reference string, mediaTypes ...string) (Artefact, string, error) {
	s, err := c.open(ctx, reference, transport.PullScope)
	if err != nil {
		return Artefact{}, "", fmt.Errorf("pull %s: %w", reference, err)
	}
	artefact, digest, err := s.pull(ctx, mediaTypes)
	if err != nil {
		return Artefact{}, "", fmt.Errorf("pull %s: %w", reference, err)
	}
	return artefact, digest, nil
}

// Resolve returns the digest of what a reference names now, "sha256:…", and reads no more than that where the registry
// lets it. It differs from that of Pull where the reference names an index.
func (c Client) Resolve(ctx context.Context, reference string) (string, error) {
	s, err := c.open(ctx, reference, transport.PullScope)
	if err != nil {
		return "", fmt.Errorf("resolve %s: %w", reference, err)
	}
	digest, err := s.resolve(ctx)
	if err != nil {
		return "", fmt.Errorf("resolve %s: %w", reference, err)
	}
	return digest, nil
}

// open asks the registry how it wants to be asked, and answers with the credentials that there are.
func (c Client) open(ctx context.Context, reference, scope string) (*session, error) {
	parsed, err := name.ParseReference(reference, name.StrictValidation)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrReference, err)
	}
	credentials, err := authn.Resolve(ctx, authn.DefaultKeychain, parsed.Context())
	if err != nil {
		return nil, fmt.Errorf("find credentials: %w", err)
	}
	base := c.Transport
	if base == nil {
		base = http.DefaultTransport
	}
	guarded := loopbackOnly{base}
	repository := parsed.Context()
	carrier, err := transport.NewWithContext(ctx, repository.Registry, credentials, guarded, []string{repository.Scope(scope)})
	if err != nil {
		return nil, err
	}
	return &session{client: &http.Client{Transport: carrier}, reference: parsed}, nil
}

// newManifest describes an artefact whose config and layers are uploaded.
func newManifest(artefact Artefact) ocispec.Manifest {
	manifest := ocispec.Manifest{
		MediaType:   ocispec.MediaTypeImageManifest,
		Config:      describe(artefact.ConfigType, []byte(emptyConfig)),
		Annotations: artefact.Annotations,
	}
	manifest.SchemaVersion = 2
	for _, layer := range artefact.Layers {
		described := describe(layer.MediaType, layer.Content)
		if layer.Title != "" {
			described.Annotations = map[string]string{ocispec.AnnotationTitle: layer.Title}
		}
		manifest.Layers = append(manifest.Layers, described)
	}
	return manifest
}
