package conformance

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A reviewResponse is what an API server reads of an answer.
type reviewResponse struct {
	UID      string
	Allowed  bool
	Status   struct{ Message string }
	Warnings []string
}

func (s server) ask(t *testing.T, operation, object string) reviewResponse {
	t.Helper()
	review := `{"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "7", "operation": "` +
		operation + `", "object": ` + object + `}}`
	given, err := ast.ValueFromReader(strings.NewReader(review))
	require.NoError(t, err)
	var answer struct {
		APIVersion, Kind string
		Response         reviewResponse
	}
	require.NoError(t, json.Unmarshal(evaluate(t, s.review, given), &answer))
	require.Equal(t, "admission.k8s.io/v1 AdmissionReview", answer.APIVersion+" "+answer.Kind)
	return answer.Response
}

// judge returns what the library finds in an object, as the server words it. A Secret of a cluster is not looked at.
func (s server) judge(t *testing.T, object string) (grave, light []string) {
	t.Helper()
	result, err := s.checker.Check(t.Context(), source.File{Path: "object.json", Content: []byte(object)})
	require.NoError(t, err)
	require.Empty(t, result.Files[0].Problems)
	var head struct{ Kind string }
	if err := json.Unmarshal([]byte(object), &head); err == nil && head.Kind == "Secret" {
		return nil, nil
	}
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
	for _, profile := range []string{seaworthy.DefaultProfile, "strict", seaworthy.AllRules} {
		t.Run(profile, func(t *testing.T) {
			server := newServer(t, profile, seaworthy.WithFormat("kubernetes"))
			denied := 0
			for _, object := range conformanceObjects(t) {
				if server.compare(t, "CREATE", object) {
					denied++
				}
				require.True(t, server.ask(t, "DELETE", object).Allowed, "a deletion")
			}
			require.Greater(t, denied, 8, "the objects must give both something to say")
		})
	}
}

// compare tells whether both deny an object.
func (s server) compare(t *testing.T, operation, object string) bool {
	t.Helper()
	grave, light := s.judge(t, object)
	answer := s.ask(t, operation, object)
	require.Equal(t, "7", answer.UID)
	require.Equal(t, len(grave) == 0, answer.Allowed, object)
	require.Equal(t, strings.Join(grave, "; "), answer.Status.Message, object)
	require.ElementsMatch(t, light, answer.Warnings, object)
	return !answer.Allowed
}

func TestServerAnswersWhatTheLibraryFindsOnRealManifests(t *testing.T) {
	root := shared(t, "real/kubernetes")
	server := newServer(t, "strict", seaworthy.WithFormat("kubernetes"))
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
			server.compare(t, "UPDATE", object)
		}
	}
}
