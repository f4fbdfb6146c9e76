package housestyle_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/config"
	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

var update = flag.Bool("update", false, "rewrite the findings that examples want")

// The documented example is the test: the bad files get exactly the findings that stand beside them, the good ones none.
func TestExamples(t *testing.T) {
	rules, err := policy.Describe(os.DirFS(policies))
	require.NoError(t, err)
	require.NotEmpty(t, rules)
	for _, r := range rules {
		t.Run(r.ID, func(t *testing.T) {
			name := filepath.Join(policies, "seaworthy", "rules", r.Facet, r.Name, "example.txtar")
			archive, err := txtar.ParseFile(name)
			require.NoError(t, err)
			parameters := parameters(t, archive)
			found := findings(t, r, parameters, files(archive, "bad/"))
			if *update {
				rewrite(t, name, archive, found)
			}
			require.Equal(t, string(part(archive, "want").Data), found)
			require.NotEmpty(t, found, "the bad files are not reported")
			require.Empty(t, findings(t, r, parameters, files(archive, "good/")))
		})
	}
}

// findings judges the files together, by one rule alone, and prints what it finds.
func findings(t *testing.T, r rule.Rule, parameters rule.Parameters, files []source.File) string {
	checker, err := seaworthy.New(seaworthy.WithRules(r.ID), seaworthy.WithParameters(parameters))
	require.NoError(t, err)
	result, err := checker.Check(t.Context(), files...)
	require.NoError(t, err)
	var printed strings.Builder
	for _, file := range result.Files {
		requireFound(t, file)
		require.Empty(t, file.Skipped)
		for _, f := range file.Findings {
			fmt.Fprintf(&printed, "%s:%d:%d: %s\n", f.File, f.Span.Line, f.Span.Column, f.Message)
		}
	}
	return printed.String()
}

// requireFound demands that a builder refuses no line of the file but those that are reported.
func requireFound(t *testing.T, file finding.File) {
	for _, problem := range file.Problems {
		require.True(t, slices.ContainsFunc(file.Findings, func(f finding.Finding) bool {
			return problem.Rule == "" && f.Span == problem.Span
		}), problem.Message)
	}
}

// parameters are those of the example's configuration file: rules that say nothing until they are told need one.
func parameters(t *testing.T, archive *txtar.Archive) rule.Parameters {
	read, err := config.Parse(source.File{Path: config.Name, Content: part(archive, config.Name).Data})
	require.NoError(t, err)
	return read.Parameters
}

func files(archive *txtar.Archive, folder string) []source.File {
	var found []source.File
	for _, file := range archive.Files {
		if strings.HasPrefix(file.Name, folder) {
			found = append(found, source.File{Path: file.Name, Content: file.Data})
		}
	}
	return found
}

func part(archive *txtar.Archive, name string) *txtar.File {
	i := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == name })
	if i < 0 {
		return &txtar.File{}
	}
	return &archive.Files[i]
}

func rewrite(t *testing.T, name string, archive *txtar.Archive, found string) {
	part(archive, "want").Data = []byte(found)
	require.NoError(t, os.WriteFile(name, txtar.Format(archive), 0o644))
}
