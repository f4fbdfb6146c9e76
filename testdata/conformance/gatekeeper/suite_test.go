package gatekeeper

import (
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/open-policy-agent/gatekeeper/v3/pkg/gator"
	"github.com/open-policy-agent/gatekeeper/v3/pkg/gator/policy/catalog"
	"github.com/open-policy-agent/gatekeeper/v3/pkg/gator/policy/client"
	"github.com/open-policy-agent/gatekeeper/v3/pkg/gator/verify"
	"github.com/stretchr/testify/require"
)

// verified runs the suites below a folder as `gator verify` does.
func verified(t *testing.T, folder string) []verify.SuiteResult {
	t.Helper()
	files := os.DirFS(folder)
	suites, err := verify.ReadSuites(files, ".", "", true)
	require.NoError(t, err)
	runner, err := verify.NewRunner(files, func(options ...gator.Opt) (gator.Client, error) {
		return gator.NewOPAClient(false, options...)
	})
	require.NoError(t, err)
	everything, err := verify.NewFilter("")
	require.NoError(t, err)
	var results []verify.SuiteResult
	for _, suite := range suites {
		results = append(results, runner.Run(t.Context(), everything, suite))
	}
	return results
}

func TestSuitesOfExamples(t *testing.T) {
	folder := t.TempDir()
	build(t).output(t, "export", "gatekeeper", "--profile", "all", "-o", folder)
	templates, err := filepath.Glob(filepath.Join(folder, "*/*/template.yaml"))
	require.NoError(t, err)
	results := verified(t, folder)
	cases := 0
	for _, result := range results {
		require.False(t, result.IsFailure(), "%+v", result)
		cases += len(result.TestResults[0].CaseResults)
	}
	t.Logf("%d templates, %d suites, %d cases", len(templates), len(results), cases)
	require.Greater(t, len(results), 100)
}

// TestCatalog reads the catalogue as `gator policy` does, and installs from it without a cluster.
func TestCatalog(t *testing.T) {
	folder := t.TempDir()
	build(t).output(t, "export", "gatekeeper", "--profile", "pss-baseline", "-o", folder)
	fetcher := catalog.NewHTTPFetcher(time.Second)
	address := url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(folder, "catalog.yaml"))}
	read, err := catalog.LoadCatalog(t.Context(), fetcher, address.String())
	require.NoError(t, err)
	require.NoError(t, catalog.ValidateCatalogSchema(read))
	names, err := read.ResolveBundlePolicies("pod-security-baseline")
	require.NoError(t, err)
	result, err := client.Install(t.Context(), nil, fetcher, read, &client.InstallOptions{
		Bundles: []string{"pod-security-baseline"}, DryRun: true,
	})
	require.NoError(t, err)
	require.Empty(t, result.Failed, "%v", result.Errors)
	require.ElementsMatch(t, names, result.Installed)
	require.Equal(t, len(names), result.ConstraintsInstalled)
}
