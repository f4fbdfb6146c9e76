package seaworthy_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
	"github.com/seaworthy-policy/seaworthy/pkg/suppress"
)

const privilegedPod = `apiVersion: v1
kind: Pod
metadata: {name: metrics}
spec:
  containers:
    %s
    - name: exporter
      image: registry.example.com/exporter:2.4
      securityContext: {privileged: true, allowPrivilegeEscalation: true}
    - name: probe
      image: registry.example.com/probe:1.0
      securityContext: {privileged: true}
`

func judgeOne(t *testing.T, path, content string, options ...seaworthy.Option) finding.File {
	clock := seaworthy.WithClock(func() time.Time { return time.Date(2026, 5, 31, 0, 0, 0, 0, time.UTC) })
	checker, err := seaworthy.New(append([]seaworthy.Option{clock}, options...)...)
	require.NoError(t, err)
	result, err := checker.Check(t.Context(), source.File{Path: path, Content: []byte(content)})
	require.NoError(t, err)
	require.Len(t, result.Files, 1)
	require.Empty(t, result.Files[0].Problems)
	return result.Files[0]
}

// found lists findings as "rule:line".
func found(findings []finding.Finding) []string {
	listed := []string{}
	for _, f := range findings {
		listed = append(listed, fmt.Sprintf("%s:%d", f.Rule, f.Span.Line))
	}
	return listed
}

func TestCommentsExceptFindings(t *testing.T) {
	const one = "workload/privileged_container"
	tests := []struct {
		name, comment string
		options       []seaworthy.Option
		findings      []string
		reasons       []string
	}{
		{name: "nothing is excepted", comment: "# no exception", findings: []string{one + ":9", one + ":12"}},
		{name: "one container of two is", comment: "# seaworthy:ignore " + one + " -- probes",
			findings: []string{one + ":12"}, reasons: []string{"probes"}},
		{name: "on its last day", comment: "# seaworthy:ignore " + one + " until=2026-05-31 -- probes",
			findings: []string{one + ":12"}, reasons: []string{"probes"}},
		{name: "not on the day after", comment: "# seaworthy:ignore " + one + " until=2026-05-30 -- probes",
			findings: []string{"suppression/expired:6", one + ":9", one + ":12"}},
		{name: "without a reason", comment: "# seaworthy:ignore " + one,
			findings: []string{"suppression/missing_reason:6", one + ":12"}, reasons: []string{""}},
		{name: "inline exceptions are forbidden", comment: "# seaworthy:ignore " + one + " -- probes",
			options: []seaworthy.Option{seaworthy.WithoutInline()}, findings: []string{one + ":9", one + ":12"}},
		{name: "nobody asks for the rules about suppressions", comment: "# seaworthy:ignore " + one,
			options:  []seaworthy.Option{seaworthy.WithoutRules("suppression/missing_reason")},
			findings: []string{one + ":12"}, reasons: []string{""}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			judged := judgeOne(t, "pod.yaml", fmt.Sprintf(privilegedPod, test.comment), append(test.options, onlyAbout(t, one))...)
			require.Equal(t, test.findings, found(judged.Findings))
			var reasons []string
			for _, excepted := range judged.Exceptions {
				require.Equal(t, one, excepted.Finding.Rule)
				reasons = append(reasons, excepted.Reason)
			}
			require.Equal(t, test.reasons, reasons)
			require.GreaterOrEqual(t, judged.Successes(), 0)
		})
	}
}

// onlyAbout asks one rule and those about suppressions.
func onlyAbout(t *testing.T, id string) seaworthy.Option {
	names := []string{id}
	for _, r := range suppress.Rules() {
		names = append(names, r.ID)
	}
	return seaworthy.WithRules(names...)
}

// What a graver finding hides stays hidden though that one is excepted.
func TestExceptingAFindingDoesNotBringBackWhatItHides(t *testing.T) {
	asked := seaworthy.WithRules("workload/privileged_container", "workload/privilege_escalation_allowed")
	const comment = "# seaworthy:ignore workload/privileged_container -- probes"
	plain := judgeOne(t, "pod.yaml", fmt.Sprintf(privilegedPod, "#"), asked)
	excepted := judgeOne(t, "pod.yaml", fmt.Sprintf(privilegedPod, comment), asked)
	require.Equal(t, 2, plain.Hidden)
	require.Equal(t, plain.Hidden, excepted.Hidden)
	require.Len(t, excepted.Exceptions, 1)
	require.Len(t, excepted.Findings, len(plain.Findings)-1)
	require.Equal(t, plain.Findings[0].Fingerprint, excepted.Exceptions[0].Finding.Fingerprint)
	require.Equal(t, plain.Findings[1].Fingerprint, excepted.Findings[0].Fingerprint)
}

// The documented examples of the rules about suppressions are tests, as those of the rules in Rego are.
func TestExamplesOfRulesAboutSuppressions(t *testing.T) {
	set, err := seaworthy.LoadRules()
	require.NoError(t, err)
	for _, r := range suppress.Rules() {
		t.Run(r.ID, func(t *testing.T) {
			example, err := set.Example(r)
			require.NoError(t, err)
			require.Equal(t, example.Findings, about(t, r, example.Bad))
			require.Empty(t, about(t, r, example.Good))
		})
	}
}

// about prints the findings of one rule on files that are judged by the default profile.
func about(t *testing.T, r rule.Rule, files []source.File) string {
	var printed strings.Builder
	for _, file := range files {
		judged := judgeOne(t, file.Path, string(file.Content))
		for _, f := range slices.DeleteFunc(judged.Findings, func(f finding.Finding) bool { return f.Rule != r.ID }) {
			fmt.Fprintf(&printed, "%s:%s: %s\n", f.File, f.Span, f.Message)
		}
	}
	return printed.String()
}
