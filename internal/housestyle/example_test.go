package housestyle_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/internal/shellcheckplayer"
	"github.com/seaworthy-policy/seaworthy/pkg/config"
	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

var update = flag.Bool("update", false, "rewrite the findings that examples want")

// TestMain lets the binary play ShellCheck for the one rule that asks it.
func TestMain(m *testing.M) {
	if status, plays := shellcheckplayer.Play(); plays {
		os.Exit(status)
	}
	os.Exit(m.Run())
}

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
			checker := checkerFor(t, r, archive)
			found := findings(t, checker, files(archive, "bad/"), true)
			if *update {
				rewrite(t, name, archive, found)
			}
			require.Equal(t, string(part(archive, "want").Data), found)
			require.NotEmpty(t, found, "the bad files are not reported")
			require.Empty(t, findings(t, checker, files(archive, "good/"), false))
		})
	}
}

// exampleDay is the day on which the examples are judged, for all time.
func exampleDay() time.Time {
	return time.Date(2026, time.March, 1, 0, 0, 0, 0, time.UTC)
}

// checkerFor asks one rule alone, with the parameters in the example's configuration if it has one: some rules say nothing
// until they are told something.
func checkerFor(t *testing.T, r rule.Rule, archive *txtar.Archive, more ...seaworthy.Option) *seaworthy.Checker {
	options := append(more, seaworthy.WithRules(r.ID), seaworthy.WithClock(exampleDay))
	if file := part(archive, ".seaworthy.yaml"); len(file.Data) > 0 {
		configured, err := config.Parse(source.File{Path: file.Name, Content: file.Data})
		require.NoError(t, err)
		options = append(options, seaworthy.WithParameters(configured.Parameters))
	}
	t.Setenv(shellcheckplayer.Role, "well")
	program, err := os.Executable()
	require.NoError(t, err)
	checker, err := seaworthy.New(append(options, seaworthy.WithShellCheck(program))...)
	require.NoError(t, err)
	return checker
}

// findings judges the files together and prints what is found. Bad files may be broken: some defects are such that no
// builder accepts the file.
func findings(t *testing.T, checker *seaworthy.Checker, files []source.File, mayBeBroken bool) string {
	result, err := checker.Check(t.Context(), files...)
	require.NoError(t, err)
	var printed strings.Builder
	for _, file := range result.Files {
		require.True(t, mayBeBroken || len(file.Problems) == 0, "%v", file.Problems)
		require.True(t, file.Skipped == "" || strings.Contains(file.Path, "/.git/"), "%s: %s", file.Path, file.Skipped)
		for _, f := range file.Findings {
			fmt.Fprintf(&printed, "%s:%d:%d: %s\n", f.File, f.Span.Line, f.Span.Column, f.Message)
		}
	}
	return printed.String()
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
