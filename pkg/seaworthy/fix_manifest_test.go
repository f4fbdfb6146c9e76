package seaworthy_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// Every safe fix of every rule, on manifests and compose files of real projects: the file loads as before, what people
// wrote around the mended place is still there, the rule is silent, and nothing is left for a second run.
func TestFixesOnRealManifests(t *testing.T) {
	const real = "../../../shared/real"
	if _, err := os.Stat(real); err != nil {
		t.Skip("no folder of real files beside the checkout")
	}
	checker, err := seaworthy.New(seaworthy.WithProfile(seaworthy.AllRules), seaworthy.WithFixes(seaworthy.SafeFixes))
	require.NoError(t, err)
	fixed := 0
	for _, folder := range []string{"compose", "kubernetes"} {
		result, err := checker.CheckPaths(t.Context(), filepath.Join(real, folder))
		require.NoError(t, err)
		for _, file := range result.Files {
			requireNoneApplicable(t, file)
			if file.Mending == nil {
				continue
			}
			fixed += len(file.Mending.Fixed)
			t.Run(folder+"/"+filepath.Base(filepath.Dir(file.Path)), func(t *testing.T) { requireManifestMended(t, checker, file) })
		}
	}
	require.Positive(t, fixed)
	t.Logf("%d findings fixed", fixed)
}

func requireManifestMended(t *testing.T, checker *seaworthy.Checker, file finding.File) {
	t.Helper()
	require.Len(t, file.Problems, len(file.Mending.Original.Problems))
	before, after := workloads(t, checker, file.Path, file.Mending.Before), workloads(t, checker, file.Path, file.Mending.After)
	require.Equal(t, before, after)
	require.Equal(t, written(file.Mending.Before), written(file.Mending.After))
	for _, f := range file.Mending.Fixed {
		require.Less(t, count(file.Findings, f.Rule), count(file.Mending.Original.Findings, f.Rule), f.Rule)
	}
	again, err := checker.Check(t.Context(), source.File{Path: file.Path, Content: file.Mending.After})
	require.NoError(t, err)
	require.Nil(t, again.Files[0].Mending, "a second run changes nothing")
}

// workloads are the titles and images of what a file runs, in order.
func workloads(t *testing.T, checker *seaworthy.Checker, path string, content []byte) []string {
	t.Helper()
	documents, _, err := checker.Documents(source.File{Path: path, Content: content})
	require.NoError(t, err)
	var found []string
	for _, document := range documents {
		if document.Workload == nil {
			continue
		}
		for _, container := range document.Workload.Containers {
			found = append(found, container.Title+" "+container.Image)
		}
	}
	return found
}

// besides is what people write besides values: comments, anchors and aliases. What stands on the line of the key version
// goes with it.
var (
	besides  = regexp.MustCompile(`(?m)(?:^|\s)(?:#.*|[&*][A-Za-z][\w-]*)`)
	versions = regexp.MustCompile(`(?m)^version:.*\n?`)
)

func written(content []byte) []string {
	found := besides.FindAllString(string(versions.ReplaceAll(content, nil)), -1)
	slices.Sort(found)
	return found
}
