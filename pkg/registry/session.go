package registry

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/v1/remote/transport"
	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
)

const (
	// manifestLimit is what registries take at most, in bytes (distribution-spec, "Pushing Manifests").
	manifestLimit = 4 << 20
	// layerLimit is far above the largest bundle that anybody has made.
	layerLimit = 128 << 20
)

// A session is with one repository.
type session struct {
	client    *http.Client
	reference name.Reference
}

func describe(mediaType string, content []byte) ocispec.Descriptor {
	return ocispec.Descriptor{MediaType: mediaType, Digest: digest.FromBytes(content), Size: int64(len(content))}
}

// url is that of something in the repository. The scheme is put right by the transport.
func (s *session) url(parts string) string {
	repository := s.reference.Context()
	made := url.URL{Scheme: repository.Scheme(), Host: repository.RegistryStr(), Path: "/v2/" + repository.RepositoryStr() + parts}
	return made.String()
}

// do sends a request and checks its answer's status. The caller closes the body.
func (s *session) do(ctx context.Context, method, address string, header http.Header, body []byte, wanted ...int) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	for key, values := range header {
		request.Header[key] = values
	}
	response, err := s.client.Do(request)
	if err != nil {
		return nil, err
	}
	if err := transport.CheckError(response, wanted...); err != nil {
		response.Body.Close()
		return nil, err
	}
	return response, nil
}

func (s *session) push(ctx context.Context, artefact Artefact) (string, error) {
	if err := s.upload(ctx, []byte(emptyConfig)); err != nil {
		return "", fmt.Errorf("upload the config: %w", err)
	}
	for _, layer := range artefact.Layers {
		if err := s.upload(ctx, layer.Content); err != nil {
			return "", fmt.Errorf("upload a layer: %w", err)
		}
	}
	manifest, err := json.Marshal(newManifest(artefact))
	if err != nil {
		return "", fmt.Errorf("write the manifest: %w", err)
	}
	header := http.Header{"Content-Type": {ocispec.MediaTypeImageManifest}}
	response, err := s.do(ctx, http.MethodPut, s.url("/manifests/"+s.reference.Identifier()), header, manifest, http.StatusCreated)
	if err != nil {
		return "", fmt.Errorf("upload the manifest: %w", err)
	}
	return digest.FromBytes(manifest).String(), response.Body.Close()
}

// upload sends a blob, in one piece, unless the registry has it.
func (s *session) upload(ctx context.Context, content []byte) error {
	sum := digest.FromBytes(content)
	known, err := s.do(ctx, http.MethodHead, s.url("/blobs/"+sum.String()), nil, nil, http.StatusOK, http.StatusNotFound)
	if err != nil {
		return err
	}
	known.Body.Close()
	if known.StatusCode == http.StatusOK {
		return nil
	}
	begun, err := s.do(ctx, http.MethodPost, s.url("/blobs/uploads/"), nil, nil, http.StatusAccepted)
	if err != nil {
		return err
	}
	begun.Body.Close()
	location, err := begun.Location()
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	query := location.Query()
	query.Set("digest", sum.String())
	location.RawQuery = query.Encode()
	header := http.Header{"Content-Type": {"application/octet-stream"}}
	ended, err := s.do(ctx, http.MethodPut, location.String(), header, content, http.StatusCreated)
	if err != nil {
		return err
	}
	return ended.Body.Close()
}

// fetch reads at most limit bytes.
func (s *session) fetch(ctx context.Context, parts string, header http.Header, limit int64) ([]byte, error) {
	response, err := s.do(ctx, http.MethodGet, s.url(parts), header, nil, http.StatusOK)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	content, err := io.ReadAll(io.LimitReader(response.Body, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(content)) > limit {
		return nil, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, limit)
	}
	return content, nil
}
