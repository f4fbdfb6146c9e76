package registry

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
)

// maxDepth is how far OPA follows indexes that hold indexes, and so do we.
const maxDepth = 4

// pull reads the artefact that the session's reference names.
func (s *session) pull(ctx context.Context, mediaTypes []string) (Artefact, string, error) {
	search := search{session: s, wanted: mediaTypes}
	manifest, sum, err := search.find(ctx, s.reference.Identifier(), 0)
	if err != nil {
		return Artefact{}, "", err
	}
	artefact := Artefact{ConfigType: manifest.Config.MediaType, Annotations: manifest.Annotations}
	for _, described := range manifest.Layers {
		if !slices.Contains(mediaTypes, described.MediaType) {
			continue
		}
		content, err := s.blob(ctx, described)
		if err != nil {
			return Artefact{}, "", fmt.Errorf("read a layer: %w", err)
		}
		title := described.Annotations[ocispec.AnnotationTitle]
		artefact.Layers = append(artefact.Layers, Layer{MediaType: described.MediaType, Title: title, Content: content})
	}
	return artefact, sum, nil
}

func (s *session) blob(ctx context.Context, described ocispec.Descriptor) ([]byte, error) {
	if err := described.Digest.Validate(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDigest, err)
	}
	content, err := s.fetch(ctx, "/blobs/"+described.Digest.String(), nil, layerLimit)
	if err != nil {
		return nil, err
	}
	return content, verify(content, described.Digest.String())
}

// verify holds content against a digest. One that names an algorithm we do not know fits nothing.
func verify(content []byte, named string) error {
	sum, err := digest.Parse(named)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDigest, err)
	}
	if sum.Algorithm().FromBytes(content) != sum {
		return fmt.Errorf("%w: %s", ErrDigest, named)
	}
	return nil
}

// A search looks for a manifest with a wanted layer. What it has seen it does not look at again: an index may name one
// thing many times.
type search struct {
	session *session
	wanted  []string
	seen    []digest.Digest
}

// manifestTypes are what registries are asked for; some give only what is named.
var manifestTypes = []string{
	ocispec.MediaTypeImageManifest, ocispec.MediaTypeImageIndex,
	"application/vnd.docker.distribution.manifest.v2+json", "application/vnd.docker.distribution.manifest.list.v2+json",
}

// found is a manifest or an index.
type found struct {
	ocispec.Manifest
	Manifests []ocispec.Descriptor `json:"manifests"`
}

func (s *search) find(ctx context.Context, identifier string, depth int) (ocispec.Manifest, string, error) {
	read, sum, err := s.read(ctx, identifier)
	if err != nil {
		return ocispec.Manifest{}, "", err
	}
	if slices.ContainsFunc(read.Layers, func(l ocispec.Descriptor) bool { return slices.Contains(s.wanted, l.MediaType) }) {
		return read.Manifest, sum, nil
	}
	for _, entry := range read.Manifests {
		if depth == maxDepth || !s.isNew(entry.Digest) {
			continue
		}
		manifest, sum, err := s.find(ctx, entry.Digest.String(), depth+1)
		if !errors.Is(err, ErrNoLayer) {
			return manifest, sum, err
		}
	}
	return ocispec.Manifest{}, "", fmt.Errorf("%w: %s", ErrNoLayer, strings.Join(s.wanted, ", "))
}

// isNew tells digests that have not been asked about, and leaves out what is none.
func (s *search) isNew(sum digest.Digest) bool {
	if sum.Validate() != nil || slices.Contains(s.seen, sum) {
		return false
	}
	s.seen = append(s.seen, sum)
	return true
}

// resolve asks for the digest alone; a registry that does not name it in its headers, as it may, has to give the manifest.
func (s *session) resolve(ctx context.Context) (string, error) {
	identifier := s.reference.Identifier()
	accepted := http.Header{"Accept": {strings.Join(manifestTypes, ", ")}}
	response, err := s.do(ctx, http.MethodHead, s.url("/manifests/"+identifier), accepted, nil, http.StatusOK)
	if err != nil {
		return "", err
	}
	response.Body.Close()
	if sum, err := digest.Parse(response.Header.Get("Docker-Content-Digest")); err == nil {
		return sum.String(), nil
	}
	content, err := s.fetch(ctx, "/manifests/"+identifier, accepted, manifestLimit)
	return digest.FromBytes(content).String(), err
}

// read fetches a manifest or an index by tag or digest.
func (s *search) read(ctx context.Context, identifier string) (found, string, error) {
	accepted := http.Header{"Accept": {strings.Join(manifestTypes, ", ")}}
	content, err := s.session.fetch(ctx, "/manifests/"+identifier, accepted, manifestLimit)
	if err != nil {
		return found{}, "", fmt.Errorf("read the manifest: %w", err)
	}
	if strings.Contains(identifier, ":") { // a tag has no colon
		if err := verify(content, identifier); err != nil {
			return found{}, "", fmt.Errorf("read the manifest: %w", err)
		}
	}
	var read found
	if err := json.Unmarshal(content, &read); err != nil {
		return found{}, "", fmt.Errorf("read the manifest: %w", err)
	}
	return read, digest.FromBytes(content).String(), nil
}
