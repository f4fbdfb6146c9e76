package conformance

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/bundle"
	"github.com/open-policy-agent/opa/v1/loader/filter"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
	"github.com/seaworthy-policy/seaworthy/policies"
)

// newServer stands for an OPA server that has the folder policies/ as its bundle. OPA's own loader reads it.
func newServer(t *testing.T) rego.PreparedEvalQuery {
	t.Helper()
	files, err := bundle.NewFSLoader(policies.FS)
	require.NoError(t, err)
	var unshipped filter.LoaderFilter = func(path string, _ fs.FileInfo, _ int) bool {
		return strings.HasSuffix(path, "_test.rego") || strings.Contains(path, "schemas/")
	}
	loaded, err := bundle.NewCustomReader(files.WithFilter(unshipped)).WithRegoVersion(ast.RegoV1).Read()
	require.NoError(t, err)
	query, err := rego.New(
		rego.ParsedBundle("seaworthy", &loaded),
		rego.Query("data.seaworthy.admission.review"),
		rego.StrictBuiltinErrors(true),
	).PrepareForEval(t.Context())
	require.NoError(t, err)
	return query
}

// A reviewResponse is what an API server reads of an answer.
type reviewResponse struct {
	UID      string
	Allowed  bool
	Status   struct{ Message string }
	Warnings []string
}

func ask(t *testing.T, server rego.PreparedEvalQuery, operation, object string) reviewResponse {
	t.Helper()
	review := `{"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "7", "operation": "` +
		operation + `", "object": ` + object + `}}`
	given, err := ast.ValueFromReader(strings.NewReader(review))
	require.NoError(t, err)
	results, err := server.Eval(t.Context(), rego.EvalParsedInput(given))
	require.NoError(t, err)
	require.Len(t, results, 1)
	text, err := json.Marshal(results[0].Expressions[0].Value)
	require.NoError(t, err)
	var answer struct {
		APIVersion, Kind string
		Response         reviewResponse
	}
	require.NoError(t, json.Unmarshal(text, &answer))
	require.Equal(t, "admission.k8s.io/v1 AdmissionReview", answer.APIVersion+" "+answer.Kind)
	return answer.Response
}

// judge returns what the library finds in an object by the rules that a server has for it, as the server words it.
func judge(t *testing.T, object string) (grave, light []string) {
	t.Helper()
	// A bundle of the whole tree knows no profile, and strict is one that sets no parameter.
	checker, err := seaworthy.New(seaworthy.WithProfile("strict"), seaworthy.WithRules(clusterRules(t)...), seaworthy.WithFormat("kubernetes"))
	require.NoError(t, err)
	result, err := checker.Check(t.Context(), source.File{Path: "object.json", Content: []byte(object)})
	require.NoError(t, err)
	require.Empty(t, result.Files[0].Problems)
	for _, found := range result.Findings() {
		grave, light = sorted(found, grave, light)
	}
	return unique(grave), unique(light)
}

func sorted(found finding.Finding, grave, light []string) ([]string, []string) {
	message := found.Message + " [" + found.Rule + "]"
	if found.Severity.AtLeast(rule.Medium) {
		return append(grave, message), light
	}
	return grave, append(light, message)
}

func unique(messages []string) []string {
	slices.Sort(messages)
	return slices.Compact(messages)
}

// clusterRules are the rules of the facets that a server makes of an object.
func clusterRules(t *testing.T) []string {
	t.Helper()
	checker, err := seaworthy.New(seaworthy.WithProfile(seaworthy.AllRules))
	require.NoError(t, err)
	var ids []string
	for _, r := range checker.Rules() {
		if r.Facet == "workload" || r.Facet == "reference" {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// conformanceObjects returns the objects that Gatekeeper is asked about too, each a JSON text.
func conformanceObjects(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../../testdata/conformance/gatekeeper/testdata/objects/*.yaml")
	require.NoError(t, err)
	var objects []string
	for _, file := range files {
		content, err := os.ReadFile(file)
		require.NoError(t, err)
		read, err := readAsCluster(string(content))
		require.NoError(t, err)
		objects = append(objects, read...)
	}
	return objects
}

func TestServerAnswersWhatTheLibraryFinds(t *testing.T) {
	server := newServer(t)
	denied := 0
	for _, object := range conformanceObjects(t) {
		grave, light := judge(t, object)
		answer := ask(t, server, "CREATE", object)
		require.Equal(t, "7", answer.UID)
		require.Equal(t, len(grave) == 0, answer.Allowed, object)
		require.Equal(t, strings.Join(grave, "; "), answer.Status.Message, object)
		require.ElementsMatch(t, light, answer.Warnings, object)
		if !answer.Allowed {
			denied++
		}
		require.True(t, ask(t, server, "DELETE", object).Allowed, "a deletion")
	}
	require.Greater(t, denied, 8, "the objects must give both something to say")
}

func TestServerAnswersWhatTheLibraryFindsOnRealManifests(t *testing.T) {
	root := shared(t, "real/kubernetes")
	server := newServer(t)
	files, err := filepath.Glob(filepath.Join(root, "*", "*", "*.yaml"))
	require.NoError(t, err)
	for _, file := range files {
		content, err := os.ReadFile(file)
		require.NoError(t, err)
		objects, err := readAsCluster(string(content))
		if err != nil || len(content) > 100_000 {
			continue
		}
		for _, object := range objects {
			grave, _ := judge(t, object)
			require.Equal(t, strings.Join(grave, "; "), ask(t, server, "UPDATE", object).Status.Message, file)
		}
	}
}
