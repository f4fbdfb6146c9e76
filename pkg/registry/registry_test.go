package registry_test

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	inprocess "github.com/google/go-containerregistry/pkg/registry"
	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/registry"
)

const (
	wanted = "application/vnd.example.wanted"
	other  = "application/vnd.example.other"
)

func artefact() registry.Artefact {
	return registry.Artefact{
		ConfigType: ocispec.MediaTypeImageConfig,
		Layers: []registry.Layer{
			{MediaType: wanted, Title: "bundle.tar.gz", Content: []byte("a bundle")},
			{MediaType: other, Content: []byte("something else")},
		},
		Annotations: map[string]string{ocispec.AnnotationRevision: "sha256:1"},
	}
}

// A host is a registry on the own machine that remembers what it was asked.
type host struct {
	name     string
	handler  http.Handler
	mutex    sync.Mutex
	requests []string
}

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mutex.Lock()
	h.requests = append(h.requests, r.Method+" "+r.URL.Path)
	h.mutex.Unlock()
	h.handler.ServeHTTP(w, r)
}

func start(t *testing.T) *host {
	t.Helper()
	t.Setenv("DOCKER_CONFIG", t.TempDir())
	h := &host{handler: inprocess.New(inprocess.Logger(log.New(io.Discard, "", 0)))}
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	h.name = strings.TrimPrefix(server.URL, "http://")
	return h
}

func TestWhatIsPushedCanBePulled(t *testing.T) {
	reference := start(t).name + "/policies/seaworthy:v1"
	var client registry.Client
	pushed, err := client.Push(t.Context(), reference, artefact())
	require.NoError(t, err)

	pulled, found, err := client.Pull(t.Context(), reference, wanted)
	require.NoError(t, err)
	require.Equal(t, pushed, found)
	want := artefact()
	want.Layers = want.Layers[:1]
	require.Equal(t, want, pulled)

	byDigest, _, err := client.Pull(t.Context(), strings.TrimSuffix(reference, ":v1")+"@"+pushed, wanted, other)
	require.NoError(t, err)
	require.Equal(t, artefact(), byDigest)
}

func TestDigestOfATag(t *testing.T) {
	reference := start(t).name + "/policies/seaworthy:v1"
	var client registry.Client
	pushed, err := client.Push(t.Context(), reference, artefact())
	require.NoError(t, err)
	found, err := client.Digest(t.Context(), reference)
	require.NoError(t, err)
	require.Equal(t, pushed, found)
	_, err = client.Digest(t.Context(), strings.TrimSuffix(reference, "v1")+"none")
	require.ErrorContains(t, err, "read the manifest")
	_, err = client.Digest(t.Context(), "no tag")
	require.ErrorIs(t, err, registry.ErrReference)
}

func TestWhatTheRegistryHasIsNotUploadedAgain(t *testing.T) {
	h := start(t)
	var client registry.Client
	first, err := client.Push(t.Context(), h.name+"/policies:v1", artefact())
	require.NoError(t, err)
	h.requests = nil
	second, err := client.Push(t.Context(), h.name+"/policies:v2", artefact())
	require.NoError(t, err)
	require.Equal(t, first, second)
	require.NotContains(t, strings.Join(h.requests, "\n"), "POST")
}

func TestCredentialsAreThoseOfDocker(t *testing.T) {
	h := start(t)
	guarded := h.handler
	h.handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if name, password, ok := r.BasicAuth(); !ok || name != "robot" || password != "secret" {
			w.Header().Set("WWW-Authenticate", `Basic realm="registry"`)
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		guarded.ServeHTTP(w, r)
	})
	var client registry.Client
	_, err := client.Push(t.Context(), h.name+"/policies:v1", artefact())
	require.ErrorContains(t, err, "401")

	login := base64.StdEncoding.EncodeToString([]byte("robot:secret"))
	config := fmt.Sprintf(`{"auths": {%q: {"auth": %q}}}`, h.name, login)
	require.NoError(t, os.WriteFile(filepath.Join(os.Getenv("DOCKER_CONFIG"), "config.json"), []byte(config), 0o600))
	_, err = client.Push(t.Context(), h.name+"/policies:v1", artefact())
	require.NoError(t, err)
}

func TestAnIndexLeadsToItsFirstManifestWithTheLayer(t *testing.T) {
	h := start(t)
	var client registry.Client
	without := artefact()
	without.Layers = without.Layers[1:]
	without.Annotations = nil
	first, err := client.Push(t.Context(), h.name+"/policies:other", without)
	require.NoError(t, err)
	second, err := client.Push(t.Context(), h.name+"/policies:wanted", artefact())
	require.NoError(t, err)
	index := fmt.Sprintf(`{"schemaVersion": 2, "mediaType": %q, "manifests": [
		{"mediaType": %q, "digest": %q, "size": 1}, {"mediaType": %q, "digest": %q, "size": 1}]}`,
		ocispec.MediaTypeImageIndex, ocispec.MediaTypeImageManifest, first, ocispec.MediaTypeImageManifest, second)
	put(t, h, "/v2/policies/manifests/index", index)

	pulled, found, err := client.Pull(t.Context(), h.name+"/policies:index", wanted)
	require.NoError(t, err)
	require.Equal(t, second, found)
	require.Equal(t, "a bundle", string(pulled.Layers[0].Content))

	_, _, err = client.Pull(t.Context(), h.name+"/policies:index", "application/vnd.example.third")
	require.ErrorIs(t, err, registry.ErrNoLayer)
}

func put(t *testing.T, h *host, path, manifest string) {
	t.Helper()
	request, err := http.NewRequest(http.MethodPut, "http://"+h.name+path, strings.NewReader(manifest))
	require.NoError(t, err)
	request.Header.Set("Content-Type", ocispec.MediaTypeImageIndex)
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	require.Equal(t, http.StatusCreated, response.StatusCode)
	require.NoError(t, response.Body.Close())
}

func TestARegistryThatLies(t *testing.T) {
	layer := digest.FromString("a bundle").String()
	cases := []struct {
		name, path, content string
		want                error
	}{
		{name: "another blob than was asked for", path: "/blobs/" + layer, content: "another", want: registry.ErrDigest},
		{name: "a manifest that is none", path: "/manifests/v1", content: "<html>", want: nil},
		{
			name: "a digest that is none", path: "/manifests/v1", want: registry.ErrDigest,
			content: `{"layers": [{"mediaType": "` + wanted + `", "digest": "../../../etc", "size": 1}]}`,
		},
		{
			name: "an index that names itself", path: "/manifests/v1", want: registry.ErrNoLayer,
			content: `{"manifests": [{"digest": "latest"}]}`,
		},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			h := start(t)
			var client registry.Client
			_, err := client.Push(t.Context(), h.name+"/policies:v1", artefact())
			require.NoError(t, err)
			honest := h.handler
			h.handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if strings.HasSuffix(r.URL.Path, tc.path) {
					_, err := io.WriteString(w, tc.content)
					require.NoError(t, err)
					return
				}
				honest.ServeHTTP(w, r)
			})
			_, _, err = client.Pull(t.Context(), h.name+"/policies:v1", wanted)
			require.Error(t, err)
			if tc.want != nil {
				require.ErrorIs(t, err, tc.want)
			}
		})
	}
}

func TestReferencesAreInFull(t *testing.T) {
	for _, reference := range []string{"", "policies", "policies:v1", "registry.example.com/policies", "https://registry.example.com/policies:v1"} {
		t.Run(reference, func(t *testing.T) {
			_, err := registry.Client{Transport: unreachable{}}.Push(t.Context(), reference, artefact())
			require.ErrorIs(t, err, registry.ErrReference)
		})
	}
}

var errUnreachable = errors.New("unreachable")

type unreachable struct{}

func (unreachable) RoundTrip(*http.Request) (*http.Response, error) { return nil, errUnreachable }

// plainOnly is a network where no machine speaks TLS.
type plainOnly struct {
	asked *[]string
}

func (p plainOnly) RoundTrip(r *http.Request) (*http.Response, error) {
	*p.asked = append(*p.asked, r.URL.Scheme)
	return nil, errUnreachable
}

func TestPlainHTTPIsForTheOwnMachine(t *testing.T) {
	t.Setenv("DOCKER_CONFIG", t.TempDir())
	cases := []struct {
		name, host string
		plain      bool
	}{
		{name: "an address of the own machine", host: "127.0.0.1:5000", plain: true},
		{name: "its name", host: "localhost:5000", plain: true},
		{name: "a private network", host: "192.168.0.7:5000"},
		{name: "the local network", host: "registry.local:5000"},
		{name: "anywhere", host: "registry.example.com"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			var asked []string
			_, err := registry.Client{Transport: plainOnly{&asked}}.Push(t.Context(), tc.host+"/policies:v1", artefact())
			require.ErrorIs(t, err, errUnreachable)
			require.Equal(t, tc.plain, strings.Contains(strings.Join(asked, " ")+" ", "http "))
		})
	}
}

func TestARedirectToPlainHTTPIsNotFollowed(t *testing.T) {
	h := start(t)
	var client registry.Client
	_, err := client.Push(t.Context(), h.name+"/policies:v1", artefact())
	require.NoError(t, err)
	honest := h.handler
	h.handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, "/blobs/") {
			http.Redirect(w, r, "http://storage.example.com/blob", http.StatusTemporaryRedirect)
			return
		}
		honest.ServeHTTP(w, r)
	})
	_, _, err = client.Pull(t.Context(), h.name+"/policies:v1", wanted)
	require.ErrorIs(t, err, registry.ErrPlainHTTP)
}
