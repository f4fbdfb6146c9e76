package gatekeeper_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	exported "github.com/seaworthy-policy/seaworthy/pkg/gatekeeper"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/server/gatekeeper"
)

func handler(t testing.TB) http.Handler {
	t.Helper()
	checker, err := seaworthy.New(seaworthy.WithRules("workload/privileged_container", "workload/host_network"))
	require.NoError(t, err)
	set, err := gatekeeper.NewSet(checker, exported.Options{})
	require.NoError(t, err)
	return gatekeeper.New(gatekeeper.Config{Set: func(profile string) (*gatekeeper.Set, error) {
		switch profile {
		case "default":
			return set, nil
		case "broken":
			return nil, fmt.Errorf("compile: a secret path")
		default:
			return nil, fmt.Errorf("%w: %q", gatekeeper.ErrNoSet, profile)
		}
	}})
}

func get(handler http.Handler, method, path string, header http.Header) *httptest.ResponseRecorder {
	request := httptest.NewRequest(method, "/", nil)
	request.URL.Path, request.Header = path, header
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	return recorder
}

func TestSetIsHandedOut(t *testing.T) {
	served := handler(t)
	for path, want := range map[string]string{
		"/default.yaml": "---\napiVersion: constraints.gatekeeper.sh/v1beta1\nkind: SeaworthyWorkloadPrivilegedContainer\n",
		"/default/workload/privileged_container/template.yaml":   "kind: ConstraintTemplate\n",
		"/default/workload/privileged_container/constraint.yaml": "kind: SeaworthyWorkloadPrivilegedContainer\n",
		"/default/catalog.yaml":                                  "kind: PolicyCatalog\n",
		"/default/kustomization.yaml":                            "kind: Kustomization\n",
	} {
		recorder := get(served, http.MethodGet, path, http.Header{})
		require.Equal(t, http.StatusOK, recorder.Code, path)
		require.Equal(t, "application/yaml", recorder.Header().Get("Content-Type"))
		require.Contains(t, recorder.Body.String(), want)

		etag := recorder.Header().Get("ETag")
		require.True(t, strings.HasPrefix(etag, `"`), "a strong one")
		again := get(served, http.MethodGet, path, http.Header{"If-None-Match": {`"other", ` + etag}})
		require.Equal(t, http.StatusNotModified, again.Code)
		require.Empty(t, again.Body.String())
		head := get(served, http.MethodHead, path, http.Header{})
		require.Equal(t, etag, head.Header().Get("ETag"))
		require.Empty(t, head.Body.String())
	}
}

func TestWhatIsNotHandedOut(t *testing.T) {
	served := handler(t)
	for path, status := range map[string]int{
		"/": http.StatusNotFound, "": http.StatusNotFound, "/default": http.StatusNotFound, "/default/": http.StatusNotFound,
		"/none.yaml": http.StatusNotFound, "/default/../secret": http.StatusNotFound, "/default/workload": http.StatusNotFound,
		"/broken.yaml": http.StatusInternalServerError,
	} {
		recorder := get(served, http.MethodGet, path, http.Header{})
		require.Equal(t, status, recorder.Code, path)
		require.NotContains(t, recorder.Body.String(), "secret path")
	}
	require.Equal(t, http.StatusMethodNotAllowed, get(served, http.MethodPost, "/default.yaml", http.Header{}).Code)
}

func FuzzPath(f *testing.F) {
	f.Add("/default/catalog.yaml")
	f.Add("//..//default.yaml/")
	served := handler(f)
	f.Fuzz(func(t *testing.T, path string) {
		require.Contains(t, []int{http.StatusOK, http.StatusNotFound, http.StatusInternalServerError}, get(served, http.MethodGet, path, http.Header{}).Code)
	})
}
