package config_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/config"
	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

func parseExceptions(content string) (config.Exceptions, error) {
	return config.ParseExceptions(source.File{Path: "x.yaml", Content: []byte(content)})
}

func TestParseExceptions(t *testing.T) {
	read, err := parseExceptions(text("exceptions:", "  - rule: a/b", "    paths: [deploy/, '!deploy/x']",
		"    object: {kind: DaemonSet, name: 'node-*', namespace: n, container: c}", "    reason: it is so", "    owner: team", "    until: 2027-01-31",
		"  - rule: c/d"))
	require.NoError(t, err)
	require.Equal(t, []config.Exception{
		{
			Rule: "a/b", Object: finding.Object{Kind: "DaemonSet", Name: "node-*", Namespace: "n", Container: "c"}, Reason: "it is so", Owner: "team",
			Until: time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC), Span: source.Span{Line: 2, Column: 11, EndLine: 2, EndColumn: 14},
			Paths: config.NewPatterns(
				config.Pattern{Text: "deploy/", Span: source.Span{Line: 3, Column: 13, EndLine: 3, EndColumn: 20}},
				config.Pattern{Text: "!deploy/x", Span: source.Span{Line: 3, Column: 22, EndLine: 3, EndColumn: 31}},
			),
		},
		{Rule: "c/d", Span: source.Span{Line: 8, Column: 11, EndLine: 8, EndColumn: 14}},
	}, read.List)
}

var wrongExceptions = []struct{ name, content, want string }{
	{"a day that is none", text("exceptions:", "  - {rule: a/b, until: 31.1.2027}"), `2:24: "31.1.2027" is no date of the form YYYY-MM-DD`},
	{"a day that there is not", text("exceptions:", "  - {rule: a/b, until: 2027-02-30}"), `2:24: "2027-02-30" is no date of the form YYYY-MM-DD`},
	{"a list of days", text("exceptions:", "  - {rule: a/b, until: []}"), `2:24: a list is no date of the form YYYY-MM-DD`},
	{"no rule", text("exceptions:", "  - reason: why"), "2:5: an exception without a rule"},
	{"a misspelt key", text("exceptions:", "  - rule: a/b", "    resaon: why"), `3:5: unknown key "resaon", did you mean reason? (known: object, owner, paths, reason, rule, until)`},
	{"a list at the top", "- rule: a/b\n", "1:1: a list where keys and values are wanted"},
	{"an open bracket", text("exceptions:", "  - {rule: a/b, object: {name: 'a['}}"), `2:32: "a[" is no glob: a bracket or a backslash is left open`},
	{"an object that is text", text("exceptions:", "  - {rule: a/b, object: web}"), `2:25: the text "web" where keys and values are wanted`},
}

func TestParseExceptionsMistakes(t *testing.T) {
	for _, test := range wrongExceptions {
		t.Run(test.name, func(t *testing.T) {
			_, err := parseExceptions(test.content)
			require.EqualError(t, err, "x.yaml:"+test.want)
		})
	}
}

func TestExceptionsOfUnknownRules(t *testing.T) {
	catalogue, err := rule.NewCatalogue([]rule.Rule{{ID: "a/b"}})
	require.NoError(t, err)
	read, err := parseExceptions(text("exceptions:", "  - rule: a/b", "  - rule: a/c"))
	require.NoError(t, err)
	err = read.Validate(catalogue)
	require.ErrorIs(t, err, rule.ErrUnknownRule)
	require.EqualError(t, err, `x.yaml:3:11: unknown rule "a/c" (did you mean a/b?)`)
}

func TestAbout(t *testing.T) {
	daemon := finding.Object{Kind: "DaemonSet", Namespace: "kube-system", Name: "node-agent", Container: "tune"}
	in := func(paths ...string) config.Patterns {
		var patterns []config.Pattern
		for _, each := range paths {
			patterns = append(patterns, config.Pattern{Text: each})
		}
		return config.NewPatterns(patterns...)
	}
	for _, test := range []struct {
		name      string
		exception config.Exception
		file      string
		object    finding.Object
		about     bool
	}{
		{"nothing is asked for", config.Exception{}, "a", finding.Object{}, true},
		{"the path is right", config.Exception{Paths: in("deploy/")}, "deploy/a.yaml", daemon, true},
		{"the path is wrong", config.Exception{Paths: in("deploy/")}, "a.yaml", daemon, false},
		{"a path that is taken back", config.Exception{Paths: in("*.yaml", "!a.yaml")}, "a.yaml", daemon, false},
		{"a kind in other letters", config.Exception{Object: finding.Object{Kind: "daemonset"}}, "a", daemon, true},
		{"a glob for the name", config.Exception{Object: finding.Object{Name: "node-*"}}, "a", daemon, true},
		{"one of two is wrong", config.Exception{Object: finding.Object{Name: "node-*", Container: "web"}}, "a", daemon, false},
		{"no object where one is asked for", config.Exception{Object: finding.Object{Namespace: "kube-system"}}, "a", finding.Object{}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.about, test.exception.About(test.file, test.object))
		})
	}
}

func FuzzParseExceptions(f *testing.F) {
	for _, test := range wrongExceptions {
		f.Add(test.content)
	}
	f.Fuzz(func(t *testing.T, content string) {
		read, err := parseExceptions(content)
		if err != nil {
			var mistake *config.Error
			require.ErrorAs(t, err, &mistake)
			return
		}
		for _, each := range read.List {
			require.NotEmpty(t, each.Rule)
			each.About("a/b", finding.Object{Kind: "Pod"})
		}
	})
}
