package agreement_test

import (
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/internal/agreement"
	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

var update = flag.Bool("update", false, "raise the floors to what is measured")

const (
	shared            = "../../../shared"
	floorsFile        = "testdata/floors.json"
	disagreementsFile = "testdata/disagreements.csv"
)

// kinds are the kinds of cases that are read here.
var kinds = map[string]bool{"compose": true, "dockerfile": true, "kubernetes": true}

// A tally counts the cases of one peer: all of the kinds that are read, those a rule of ours answers for, those where it
// gives the peer's verdict, and those where it knowingly does not.
type tally struct {
	Cases   int `json:"-"`
	Covered int `json:"covered"`
	Agreed  int `json:"agreed"`
	Listed  int `json:"listed,omitzero"`
}

func TestAgreement(t *testing.T) {
	if _, err := os.Stat(filepath.Join(shared, "corpus")); err != nil {
		t.Skip("no labelled cases in the shared folder beside the checkout")
	}
	cases, err := agreement.ReadCases(filepath.Join(shared, "corpus"))
	require.NoError(t, err)
	catalogue, err := seaworthy.Catalogue()
	require.NoError(t, err)
	mapping, err := agreement.NewMapping(catalogue,
		[]string{filepath.Join(shared, "catalogue", "composites.csv"), "testdata/composites.csv"}, "testdata/settings.csv", "testdata/cases.csv")
	require.NoError(t, err)
	disagreements := reasons(t, disagreementsFile)
	checkers := checkers{}

	tallies := map[string]*tally{}
	for _, c := range cases {
		if !kinds[c.Kind] {
			continue
		}
		if tallies[c.Peer] == nil {
			tallies[c.Peer] = &tally{}
		}
		tallies[c.Peer].Cases++
		asked, ok := mapping.Question(c)
		if !ok || c.Disputed || slices.Contains(asked.Rules, seaworthy.ShellCheckRule) && shellCheck() == "" {
			continue
		}
		reported := reports(t, checkers.get(t, asked), c, asked)
		agreed := reported == (c.Expect == "fail")
		if c.Broken {
			continue // that nothing panics is all that counts
		}
		tallies[c.Peer].Covered++
		if _, known := disagreements[c.ID]; known {
			require.False(t, agreed, "%s: we agree after all; its line in %s can go", c.ID, disagreementsFile)
			delete(disagreements, c.ID)
			tallies[c.Peer].Listed++
			continue
		}
		if agreed {
			tallies[c.Peer].Agreed++
		} else {
			t.Logf("differs: %s should %s (%s)", c.ID, c.Expect, strings.Join(asked.Rules, ", "))
		}
	}
	require.Empty(t, disagreements, "disagreements about cases that there are not")
	t.Log("\n" + table(tallies))
	compareWithFloors(t, tallies)
}

// shellCheck is where ShellCheck is installed, "" where it is not: what it answers for is not counted then.
func shellCheck() string {
	path, _ := exec.LookPath("shellcheck")
	return path
}

// reports tells whether any of the rules that are asked reports on the case's files.
func reports(t *testing.T, checker *seaworthy.Checker, c agreement.Case, asked agreement.Question) bool {
	t.Helper()
	var files []source.File
	for _, path := range slices.Sorted(maps.Keys(c.Files)) {
		files = append(files, source.File{Path: path, Content: []byte(c.Files[path])})
	}
	result, err := checker.Check(t.Context(), files...)
	require.NoError(t, err, c.ID)
	for _, file := range result.Files {
		for _, problem := range file.Problems {
			require.Empty(t, problem.Rule, "%s: %s", c.ID, problem.Message)
		}
	}
	return slices.ContainsFunc(result.Findings(), func(found finding.Finding) bool {
		return asked.Profile == "" || slices.Contains(asked.Rules, found.Rule)
	})
}

// checkers remembers a checker for each choice of rules and parameters.
type checkers map[string]*seaworthy.Checker

func (all checkers) get(t *testing.T, asked agreement.Question) *seaworthy.Checker {
	t.Helper()
	key := fmt.Sprint(asked)
	if all[key] == nil {
		choice := []seaworthy.Option{seaworthy.WithProfile(seaworthy.AllRules), seaworthy.WithRules(asked.Rules...)}
		if asked.Profile != "" {
			choice = []seaworthy.Option{seaworthy.WithProfile(asked.Profile)}
		}
		checker, err := seaworthy.New(append(choice, seaworthy.WithShellCheck(shellCheck()),
			seaworthy.WithParameters(asked.Parameters), seaworthy.WithBuildArguments(asked.BuildArguments))...)
		require.NoError(t, err)
		all[key] = checker
	}
	return all[key]
}

// reasons reads a table of cases, each with a reason.
func reasons(t *testing.T, name string) map[string]string {
	t.Helper()
	opened, err := os.Open(name)
	require.NoError(t, err)
	defer opened.Close()
	rows, err := csv.NewReader(opened).ReadAll()
	require.NoError(t, err)
	found := map[string]string{}
	for _, row := range rows[1:] {
		require.NotEmpty(t, row[1], "%s needs a reason", row[0])
		found[row[0]] = row[1]
	}
	return found
}

func table(tallies map[string]*tally) string {
	var text strings.Builder
	writer := tabwriter.NewWriter(&text, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(writer, "peer\tcases\tcovered\tagreed\tlisted\t")
	for _, peer := range slices.Sorted(maps.Keys(tallies)) {
		counted := tallies[peer]
		fmt.Fprintf(writer, "%s\t%d\t%d\t%d\t%d\t\n", peer, counted.Cases, counted.Covered, counted.Agreed, counted.Listed)
	}
	writer.Flush()
	return text.String()
}

// compareWithFloors holds what is measured against what was reached before: both numbers may only rise.
func compareWithFloors(t *testing.T, tallies map[string]*tally) {
	t.Helper()
	floors := map[string]tally{}
	text, err := os.ReadFile(floorsFile)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &floors))
	for peer, floor := range floors {
		require.NotNil(t, tallies[peer], "no cases of %s any more", peer)
		require.GreaterOrEqual(t, tallies[peer].Covered, floor.Covered, "%s: fewer cases are covered than before", peer)
		require.GreaterOrEqual(t, tallies[peer].Agreed, floor.Agreed, "%s: fewer cases agree than before", peer)
	}
	if *update {
		raised, err := json.MarshalIndent(tallies, "", "  ")
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(floorsFile, append(raised, '\n'), 0o644))
	}
}
