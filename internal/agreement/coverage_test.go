package agreement_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/internal/agreement"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

// Every case that the catalogue gives to rules of workloads and compose files, alone or with others, is asked.
func TestCasesOfWorkloadsAreCovered(t *testing.T) {
	if _, err := os.Stat(filepath.Join(shared, "catalogue")); err != nil {
		t.Skip("no catalogue in the shared folder beside the checkout")
	}
	cases, err := agreement.ReadCases(filepath.Join(shared, "corpus"))
	require.NoError(t, err)
	catalogue, err := seaworthy.Catalogue()
	require.NoError(t, err)
	mapping, err := agreement.NewMapping(catalogue,
		[]string{filepath.Join(shared, "catalogue", "composites.csv"), "testdata/composites.csv"}, "testdata/settings.csv", "testdata/cases.csv")
	require.NoError(t, err)
	ours := aliasesOf(t, "workload", "compose")

	asked := 0
	for _, c := range cases {
		if !ours[c.Alias()] || !kinds[c.Kind] || c.Disputed || c.Broken {
			continue
		}
		_, ok := mapping.Question(c)
		require.True(t, ok, "%s: no rule is asked for %s", c.ID, c.Alias())
		asked++
	}
	t.Logf("%d cases are asked", asked)
}

// aliasesOf returns the other tools' names for the rules of some facets.
func aliasesOf(t *testing.T, facets ...string) map[string]bool {
	t.Helper()
	opened, err := os.Open(filepath.Join(shared, "catalogue", "run.csv"))
	require.NoError(t, err)
	defer opened.Close()
	rows, err := csv.NewReader(opened).ReadAll()
	require.NoError(t, err)
	column := slices.Index(rows[0], "aliases")
	found := map[string]bool{}
	for _, row := range rows[1:] {
		for _, alias := range strings.Split(row[column], ";") {
			if slices.Contains(facets, row[0]) {
				found[alias] = true
			}
		}
	}
	unions, err := os.ReadFile(filepath.Join(shared, "catalogue", "composites.csv"))
	require.NoError(t, err)
	for _, line := range strings.Split(strings.TrimSpace(string(unions)), "\n") {
		union := strings.SplitN(line, ",", 3)
		found[union[0]+":"+union[1]] = answeredBy(union[2], append(facets, "reference", "secret"))
	}
	return found
}

// answeredBy tells whether all rules of a union belong to some facets.
func answeredBy(union string, facets []string) bool {
	for _, id := range strings.Split(union, ";") {
		facet, _, _ := strings.Cut(id, "/")
		if !slices.Contains(facets, facet) {
			return false
		}
	}
	return true
}
