package suppress_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/config"
	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
	"github.com/seaworthy-policy/seaworthy/pkg/suppress"
)

func listOf(t *testing.T, content string) *suppress.List {
	read, err := config.ParseExceptions(source.File{Path: "x.yaml", Content: []byte(content)})
	require.NoError(t, err)
	catalogue, err := rule.NewCatalogue([]rule.Rule{{ID: "a/b", Aliases: []string{"other:X1"}}, {ID: "c/d"}})
	require.NoError(t, err)
	list, err := suppress.NewList(read, catalogue)
	require.NoError(t, err)
	return list
}

func judged() suppress.Run {
	return suppress.Run{Today: time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC), Asks: asksAll}
}

func bad(id, file string, object finding.Object) finding.Finding {
	return finding.Finding{Rule: id, File: file, Object: object}
}

func TestAListExceptsWhatItIsAbout(t *testing.T) {
	list := listOf(t, `exceptions:
  - {rule: X1, paths: [deploy/], object: {name: web}, reason: first, owner: us}
  - {rule: a/b, paths: [deploy/], reason: second}
  - {rule: c/d, until: 2026-05-31, reason: third}
`)
	web, other := finding.Object{Name: "web"}, finding.Object{Name: "other"}
	findings := []finding.Finding{bad("a/b", "deploy/a", web), bad("a/b", "deploy/a", other), bad("a/b", "b", web), bad("c/d", "deploy/a", web)}
	kept, excepted := list.Apply("deploy/a", findings, nil, judged())
	require.Equal(t, findings[2:], kept)
	require.Len(t, excepted, 2)
	require.Equal(t, []string{"first", "second"}, []string{excepted[0].Reason, excepted[1].Reason})
	require.Equal(t, "us", excepted[0].Owner)
	require.Equal(t, finding.InExceptionFile, excepted[0].Form)
	require.Equal(t, "x.yaml", excepted[0].File)
	require.Equal(t, 2, excepted[0].Span.Line)
}

func TestDefectsOfAList(t *testing.T) {
	for _, test := range []struct {
		name, content string
		hidden        []finding.Finding
		run           func(*suppress.Run)
		want          []string
	}{
		{name: "one that is needed has none", content: "{rule: a/b, reason: r}"},
		{name: "one that a hidden finding needs", content: "{rule: c/d, reason: r}", hidden: []finding.Finding{bad("c/d", "y", finding.Object{})}},
		{name: "no reason", content: "{rule: a/b}", want: []string{"suppression/missing_reason: exception of a/b has no reason"}},
		{name: "a day that is over", content: "{rule: a/b, reason: r, until: 2026-05-31, owner: us}", want: []string{"suppression/expired: exception of a/b expired on 2026-05-31, owner: us"}},
		{name: "the last day is not over", content: "{rule: a/b, reason: r, until: 2026-06-01}"},
		{name: "nothing to except", content: "{rule: c/d, reason: r}", want: []string{"suppression/unused: exception of c/d excepts nothing"}},
		{name: "no such file", content: "{rule: c/d, reason: r, paths: [z/]}", want: []string{"suppression/unused: exception of c/d is for paths where nothing is judged"}},
		{name: "a rule that is not asked", content: "{rule: c/d, reason: r}", run: func(r *suppress.Run) { r.Asks = func(id string) bool { return id != "c/d" } }},
		{name: "a part of the files", content: "{rule: c/d, reason: r}", run: func(r *suppress.Run) { r.Incomplete = true }},
		{name: "a run that asks for no such thing", content: "{rule: a/b}", run: func(r *suppress.Run) { r.Asks = func(id string) bool { return id == "a/b" } }},
	} {
		t.Run(test.name, func(t *testing.T) {
			list := listOf(t, "exceptions:\n  - "+test.content+"\n")
			run := judged()
			if test.run != nil {
				test.run(&run)
			}
			list.Apply("y", []finding.Finding{bad("a/b", "y", finding.Object{})}, test.hidden, run)
			var got []string
			for _, defect := range list.Defects(run) {
				got = append(got, defect.Rule+": "+defect.Message)
				require.Equal(t, "x.yaml", defect.File)
				require.Equal(t, 2, defect.Span.Line)
				require.NotEmpty(t, defect.Fingerprint)
				require.NotEmpty(t, defect.Remediation)
			}
			require.Equal(t, test.want, got)
		})
	}
}
