package externaldata_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/server/externaldata"
)

func config(t testing.TB) externaldata.Config {
	t.Helper()
	checker, err := seaworthy.New(append(externaldata.Options(), seaworthy.WithParameters(rule.Parameters{
		"reference/untrusted_registry": {"allowed": json.RawMessage(`["registry.example.com"]`)},
	}))...)
	require.NoError(t, err)
	return externaldata.Config{Checker: func() (*seaworthy.Checker, error) { return checker, nil }}
}

func request(keys ...string) string {
	text, err := json.Marshal(map[string][]string{"keys": keys})
	if err != nil {
		panic(err) // texts can be written
	}
	return `{"apiVersion": "externaldata.gatekeeper.sh/v1beta1", "kind": "ProviderRequest", "request": ` + string(text) + `}`
}

func post(handler http.Handler, body string) *httptest.ResponseRecorder {
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, httptest.NewRequest(http.MethodPost, "/v1/validate", strings.NewReader(body)))
	return recorder
}

func ask(t *testing.T, handler http.Handler, keys ...string) []externaldata.Item {
	t.Helper()
	recorder := post(handler, request(keys...))
	require.Equal(t, http.StatusOK, recorder.Code, recorder.Body.String())
	var answer struct {
		APIVersion, Kind string
		Response         struct {
			Idempotent  bool
			Items       []externaldata.Item
			SystemError string
		}
	}
	require.NoError(t, json.Unmarshal(recorder.Body.Bytes(), &answer))
	require.Equal(t, "externaldata.gatekeeper.sh/v1beta1 ProviderResponse", answer.APIVersion+" "+answer.Kind)
	require.True(t, answer.Response.Idempotent)
	require.Empty(t, answer.Response.SystemError)
	require.Len(t, answer.Response.Items, len(keys))
	return answer.Response.Items
}

func TestFacts(t *testing.T) {
	items := ask(t, externaldata.New(config(t)), "registry.example.com/shop/web:1.4", "debian:9", "Not A Reference", "nginx:$TAG")
	require.Equal(t, "registry.example.com", items[0].Value.Reference.Registry)
	require.Equal(t, "shop/web", items[0].Value.Reference.Repository)
	require.True(t, *items[0].Value.AllowedRegistry)
	require.False(t, *items[0].Value.EndOfLife)
	require.Empty(t, items[0].Value.Digest, "no registry is asked unless that is turned on")

	require.True(t, *items[1].Value.EndOfLife)
	require.False(t, *items[1].Value.AllowedRegistry)
	require.NotEmpty(t, items[1].Value.Findings)

	for i, reason := range map[int]string{2: "parse image reference", 3: "it holds a variable"} {
		require.Nil(t, items[i].Value)
		require.Contains(t, items[i].Error, reason)
	}
	require.Empty(t, ask(t, externaldata.New(config(t))))
}

func TestDigests(t *testing.T) {
	var asked atomic.Int32
	with := config(t)
	with.Registries, with.MaxKept = []string{"registry.example.com"}, 2
	with.Digest = func(_ context.Context, reference string) (string, error) {
		asked.Add(1)
		if strings.HasSuffix(reference, ":gone") {
			return "", errors.New("not found")
		}
		return "sha256:" + reference, nil
	}
	handler := externaldata.New(with)
	for range 2 {
		items := ask(t, handler, "registry.example.com/web", "registry.example.com/web:gone", "elsewhere.example.com/web:1")
		require.Equal(t, "sha256:registry.example.com/web:latest", items[0].Value.Digest)
		require.Equal(t, "not found", items[1].Error)
		require.Empty(t, items[2].Value.Digest, "only the registries that are named are asked")
	}
	require.EqualValues(t, 3, asked.Load(), "what is known is not asked again")
	ask(t, handler, "registry.example.com/a:1", "registry.example.com/b:1", "registry.example.com/c:1")
	require.NotEmpty(t, ask(t, handler, "registry.example.com/c:1")[0].Value.Digest)
}

func TestRegistryThatDoesNotAnswer(t *testing.T) {
	with := config(t)
	with.Registries, with.Timeout = []string{"registry.example.com"}, 2*time.Second
	with.Digest = func(ctx context.Context, _ string) (string, error) {
		<-ctx.Done()
		return "", ctx.Err()
	}
	items := ask(t, externaldata.New(with), "registry.example.com/web:1")
	require.Contains(t, items[0].Error, "deadline exceeded")
}

func TestWrongRequests(t *testing.T) {
	for name, test := range map[string]struct {
		body   string
		status int
		reason string
	}{
		"no JSON":         {"garbage", http.StatusBadRequest, "not a ProviderRequest"},
		"another version": {strings.Replace(request("a"), "v1beta1", "v9", 1), http.StatusBadRequest, "v9"},
		"another kind":    {strings.Replace(request("a"), "ProviderRequest", "Pod", 1), http.StatusBadRequest, `kind is "Pod"`},
		"too many keys":   {request(make([]string, 1001)...), http.StatusBadRequest, "1001 keys"},
		"too long":        {request(strings.Repeat("a", 2<<20)), http.StatusRequestEntityTooLarge, "1048576"},
		"nested":          {strings.Repeat("[", 100_000), http.StatusBadRequest, "exceeded max depth"},
	} {
		t.Run(name, func(t *testing.T) {
			recorder := post(externaldata.New(config(t)), test.body)
			require.Equal(t, test.status, recorder.Code)
			require.Contains(t, recorder.Body.String(), test.reason)
		})
	}
	long := ask(t, externaldata.New(config(t)), strings.Repeat("a", 5000))
	require.Contains(t, long[0].Error, "more than 4096 characters")
}

func FuzzHandler(f *testing.F) {
	f.Add(request("nginx", "a/b:c@sha256:d", "$X", ""))
	f.Add("garbage")
	handler := externaldata.New(config(f))
	f.Fuzz(func(t *testing.T, body string) {
		recorder := post(handler, body)
		require.Contains(t, []int{http.StatusOK, http.StatusBadRequest, http.StatusRequestEntityTooLarge}, recorder.Code)
	})
}
