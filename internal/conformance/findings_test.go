package conformance

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	opa "github.com/open-policy-agent/opa/v1/bundle"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A server stands for an OPA server with the bundle of a profile, which OPA's own reader reads, and for the library
// that judges by the same profile.
type server struct {
	checker          *seaworthy.Checker
	review, findings rego.PreparedEvalQuery
}

func newServer(t *testing.T, profile string, options ...seaworthy.Option) server {
	t.Helper()
	checker, err := seaworthy.New(append(options, seaworthy.WithProfile(profile), seaworthy.WithoutInline())...)
	require.NoError(t, err)
	built, err := bundle.Build(t.Context(), checker.Library(), bundle.Selection{
		Profile: profile, Rules: checker.Rules(), Parameters: checker.Parameters(),
	})
	require.NoError(t, err)
	loaded, err := opa.NewReader(bytes.NewReader(built.Bytes())).Read()
	require.NoError(t, err)
	prepare := func(query string) rego.PreparedEvalQuery {
		prepared, err := rego.New(
			rego.ParsedBundle("seaworthy", &loaded), rego.Query(query), rego.StrictBuiltinErrors(true),
		).PrepareForEval(t.Context())
		require.NoError(t, err)
		return prepared
	}
	return server{checker, prepare("data.seaworthy.admission.review"), prepare("data.seaworthy.findings")}
}

// evaluate returns the only value of a query as JSON.
func evaluate(t *testing.T, query rego.PreparedEvalQuery, input ast.Value) []byte {
	t.Helper()
	results, err := query.Eval(t.Context(), rego.EvalParsedInput(input))
	require.NoError(t, err)
	require.Len(t, results, 1)
	text, err := json.Marshal(results[0].Expressions[0].Value)
	require.NoError(t, err)
	return text
}

// An answer is what both say of one place.
type answer struct {
	Rule, Severity, Msg, At string
}

// answers returns what the server says of the documents of a file.
func (s server) answers(t *testing.T, file source.File) []string {
	t.Helper()
	documents, _, err := s.checker.Documents(file)
	require.NoError(t, err)
	var all []string
	for _, document := range documents {
		text, err := json.Marshal(document)
		require.NoError(t, err)
		given, err := ast.ValueFromReader(bytes.NewReader(text))
		require.NoError(t, err)
		var found []answer
		require.NoError(t, json.Unmarshal(evaluate(t, s.findings, given), &found))
		for _, each := range found {
			all = append(all, each.line())
		}
	}
	slices.Sort(all)
	return all
}

func (a answer) line() string {
	return strings.Join([]string{a.Rule, a.Severity, a.At, a.Msg}, " | ")
}

// libraryFindings returns what the library says of a file.
func (s server) libraryFindings(t *testing.T, file source.File) []string {
	t.Helper()
	result, err := s.checker.Check(t.Context(), file)
	require.NoError(t, err)
	var all []string
	for _, f := range result.Findings() {
		all = append(all, answer{f.Rule, string(f.Severity), f.Message, f.At}.line())
	}
	slices.Sort(all)
	return all
}

func (s server) compareFindings(t *testing.T, name string) int {
	t.Helper()
	content, err := os.ReadFile(name)
	require.NoError(t, err)
	file := source.File{Path: filepath.Base(name), Content: content}
	found := s.libraryFindings(t, file)
	require.Equal(t, found, s.answers(t, file), name)
	return len(found)
}

func TestServerFindsWhatTheLibraryFinds(t *testing.T) {
	for _, profile := range []string{seaworthy.DefaultProfile, "strict", seaworthy.AllRules} {
		t.Run(profile, func(t *testing.T) {
			server := newServer(t, profile)
			for _, name := range []string{"Dockerfile", "deploy/deployment.yaml"} {
				require.Positive(t, server.compareFindings(t, "../../testdata/corpus/quickstart/"+name))
			}
		})
	}
}

func TestServerFindsWhatTheLibraryFindsInRealDockerfiles(t *testing.T) {
	root := shared(t, "real/dockerfiles")
	server, files, findings := newServer(t, "strict"), 0, 0
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, "Dockerfile") && !entry.IsDir() {
			files++
			findings += server.compareFindings(t, name)
		}
		return err
	})
	require.NoError(t, err)
	require.Positive(t, findings)
	t.Logf("%d files, %d findings", files, findings)
}
