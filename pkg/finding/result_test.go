package finding_test

import (
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

func of(severities ...rule.Severity) []finding.Finding {
	var made []finding.Finding
	for i, severity := range severities {
		made = append(made, finding.Finding{Rule: "a/" + strconv.Itoa(i), Severity: severity})
	}
	return made
}

func TestSortOrdersFilesAndTheirFindings(t *testing.T) {
	backwards := ordered()[:8]
	slices.Reverse(backwards)
	result := finding.Result{Files: []finding.File{
		{Path: "b", Findings: []finding.Finding{{File: "b"}}},
		{Path: "Dockerfile", Findings: backwards},
		{Path: "a"},
	}}
	result.Sort()
	var paths []string
	for _, file := range result.Files {
		paths = append(paths, file.Path)
	}
	require.Equal(t, []string{"Dockerfile", "a", "b"}, paths)
	require.Equal(t, append(ordered()[:8], finding.Finding{File: "b"}), result.Findings())
}

func TestSortKeepsTheOrderOfFilesWithOnePath(t *testing.T) {
	var result finding.Result
	for i := range 100 {
		result.Files = append(result.Files, finding.File{Path: strconv.Itoa(i % 2), Rules: i})
	}
	result.Sort()
	for i := 1; i < 50; i++ {
		require.Less(t, result.Files[i-1].Rules, result.Files[i].Rules)
	}
}

func TestSuccesses(t *testing.T) {
	for _, test := range []struct {
		name string
		file finding.File
		want int
	}{
		{name: "no rule was asked", file: finding.File{}},
		{name: "all rules hold", file: finding.File{Rules: 5}, want: 5},
		{name: "a rule that does not hold", file: finding.File{Rules: 5, Findings: of(rule.Low)}, want: 4},
		{
			name: "a rule with two findings counts once",
			file: finding.File{Rules: 5, Findings: []finding.Finding{{Rule: "a/a"}, {Rule: "a/a"}}}, want: 4,
		},
		{
			name: "a rule that could not be evaluated is no success",
			file: finding.File{Rules: 5, Problems: []finding.Problem{{Rule: "a/a"}}}, want: 4,
		},
		{
			name: "a rule that did both on two documents counts once",
			file: finding.File{Rules: 5, Findings: of(rule.Low), Problems: []finding.Problem{{Rule: "a/0"}}}, want: 4,
		},
		{
			name: "text that could not be read is no rule's failure",
			file: finding.File{Rules: 5, Problems: []finding.Problem{{Message: "unknown instruction"}}}, want: 5,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, test.file.Successes())
		})
	}
}

func TestSummary(t *testing.T) {
	result := finding.Result{Files: []finding.File{
		{Path: "clean"},
		{Path: "bad", Findings: of(rule.Low, rule.Critical)},
		{Path: "skipped", Skipped: "nothing in it that rules judge"},
		{Path: "broken", Problems: []finding.Problem{{Message: "a"}, {Message: "b"}}, Findings: of(rule.Low)},
	}}
	summary := result.Summary()
	require.Equal(t, finding.Summary{
		Judged: 2, Skipped: 1, Broken: 1,
		BySeverity: map[rule.Severity]int{rule.Low: 2, rule.Critical: 1},
	}, summary)
	for severity, want := range map[rule.Severity]int{rule.Critical: 1, rule.High: 1, rule.Medium: 1, rule.Low: 3, rule.Info: 3} {
		require.Equal(t, want, summary.AtLeast(severity), severity)
	}
}

func TestAnEmptyResult(t *testing.T) {
	var result finding.Result
	result.Sort()
	require.Empty(t, result.Findings())
	require.Zero(t, result.Summary().AtLeast(rule.Info))
}

func TestFixesAreCounted(t *testing.T) {
	edits := []finding.Edit{{Text: "x"}}
	result := finding.Result{Files: []finding.File{
		{Path: "a", Mending: &finding.Mending{Fixed: of(rule.Low, rule.Low)}, Findings: []finding.Finding{
			{Fix: &finding.Fix{Safe: true, Edits: edits}}, {Fix: &finding.Fix{Edits: edits}}, {Fix: &finding.Fix{Safe: true, Obstacle: "x"}}, {},
		}},
		{Path: "b", Mending: &finding.Mending{Fixed: of(rule.High)}, Findings: []finding.Finding{{Fix: &finding.Fix{Safe: true, Edits: edits}}}},
		{Path: "c", Findings: of(rule.High)},
	}}
	summary := result.Summary()
	require.Equal(t, []int{3, 2}, []int{summary.Fixed, summary.Mended})
	require.Equal(t, []int{2, 1}, []int{summary.Fixable, summary.UnsafelyFixable})
}
