package shell_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// names gives the names of the commands for which something holds.
func names(commands []shell.Command, holds func(shell.Command) bool) []string {
	all := []string{}
	for _, c := range commands {
		if holds(c) {
			all = append(all, c.Name)
		}
	}
	return all
}

func TestFailureIgnored(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string // the commands whose failure nobody notices
	}{
		{"a single command", "a", []string{}},
		{"an and-list passes every failure on", "a && b && c", []string{}},
		{"|| true", "a || true", []string{"a"}},
		{"|| :", "a && b || :", []string{"a", "b"}},
		{"|| echo", "a || echo failed", []string{"a"}},
		{"|| exit 0", "a || exit 0", []string{"a"}},
		{"|| exit 1", "a || exit 1; b", []string{}},
		{"|| a block that exits", "a || { echo failed; exit 1; }; b", []string{"echo"}},
		{"|| a fallback that may fail as well", "a || b", []string{}},
		{"|| true hides what stands before it in the list only", "a || true && b", []string{"a"}},
		{"a semicolon without errexit", "a; b", []string{"a"}},
		{"a newline without errexit", "a\nb", []string{"a"}},
		{"a semicolon with errexit", "set -e; a; b", []string{"set"}},
		{"errexit given up again", "set -e && a; set +e; b; c", []string{"set", "b"}},
		{"errexit does not see the left side of &&", "set -e; a && b; c", []string{"set", "a"}},
		{"errexit sees || true", "set -e; a || true; b", []string{"set", "a"}},
		{"errexit in a subshell ends with it", "(set -e; a; b); c; d", []string{"set", "a", "b", "c"}},
		{"errexit in one branch only", "if x; then set -e; fi; a; b", []string{"x", "set", "a"}},
		{"errexit and a subshell with an and-list", "set -e; (a && b); c", []string{"set"}},
		{"a pipe without pipefail", "a | b | c", []string{"a", "b"}},
		{"a pipe with pipefail", "set -o pipefail && a | b", []string{}},
		{"a pipe with pipefail but no errexit", "set -o pipefail; a | b; c", []string{"set", "a", "b"}},
		{"a pipe with both", "set -eo pipefail; a | b; c", []string{"set"}},
		{"the background", "a & b", []string{"a"}},
		{"a condition", "if a; then b; fi", []string{"a"}},
		{"a condition whose failure exits", "if ! a; then exit 1; fi; b", []string{}},
		{"a condition with an else that exits", "if a; then b; else exit 1; fi", []string{}},
		{"a condition of a loop", "while a; do b; done", []string{"a", "b"}},
		{"errexit has no effect in a condition", "set -e; if a; b; then c; fi", []string{"set", "a", "b"}},
		{"a loop loses all turns but the last", "for i in x y; do a $i; done", []string{"a"}},
		{"a loop with errexit", "set -e; for i in x y; do a $i; done", []string{"set"}},
		{"a loop that exits by itself", "for i in x y; do a $i || exit 1; done", []string{}},
		{"a negation", "! a", []string{"a"}},
		{"a substitution that is an argument", "a $(b)", []string{"b"}},
		{"a substitution that is assigned", "A=$(a) && b", []string{}},
		{"a substitution that is exported", "export A=$(a)", []string{"a"}},
		{"a substitution with errexit, assigned", "set -e; A=$(a); b", []string{"set"}},
		{"a process substitution", "a <(b)", []string{"b"}},
		{"a wrapped command fails with its wrapper", "sudo a || true", []string{"sudo", "a"}},
		{"find -exec ; hides failures", `find . -exec a \;`, []string{"a"}},
		{"find -exec + does not", `find . -exec a {} +`, []string{}},
		{"sh -c without errexit", "set -e; sh -c 'a; b'; c", []string{"set", "a"}},
		{"sh -ec", "sh -ec 'a; b'", []string{}},
		{"sh -c whose own failure is ignored", "sh -c 'set -e; a; b' || true", []string{"sh", "set", "a", "b"}},
		{"bash -o pipefail -c", "bash -o pipefail -c 'a | b'", []string{}},
		{"eval is this shell", "set -e; eval 'a; b'; c", []string{"set"}},
		{"a trap", "trap 'a' EXIT", []string{"a"}},
		{"exec and exit end the script with their status", "a || exit 3; exec b; c", []string{}},
		{"a function", "f() { a; b; }", []string{"a"}},
		{"a block keeps the and-list's exemption", "set -e; { a && b; }; c", []string{"set", "a"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			script := shell.Parse(test.text, shell.Context{})
			require.Nil(t, script.Error)
			require.Equal(t, test.want, names(script.Commands, func(c shell.Command) bool { return c.FailureIgnored }))
		})
	}
}

func TestDropped(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string // the commands whose failure only what stands behind them hides
	}{
		{"a single command", "a", []string{}},
		{"a semicolon", "a; b", []string{"a"}},
		{"a newline", "a\nb\nc", []string{"a", "b"}},
		{"the whole list before the semicolon", "a && b; c", []string{"a", "b"}},
		{"errexit", "set -e; a; b", []string{"set"}},
		{"errexit that an and-list escapes", "set -e; a && b; c", []string{"set"}},
		{"somebody thought of it", "a || true; b || exit 1; c", []string{"true"}},
		{"the fallback's own failure", "a || b; c", []string{"b"}},
		{"the background", "a & b", []string{}},
		{"a condition", "if a; then b; fi", []string{}},
		{"the body of an if", "if a; then b; c; fi", []string{"b"}},
		{"an if that is followed", "if a; then b; fi; c", []string{"b"}},
		{"a subshell", "(a; b) && c", []string{"a"}},
		{"a subshell that is followed", "(a); b", []string{"a"}},
		{"only the end of a pipe is heard at all", "a | b; c", []string{"b"}},
		{"a negation", "! a; b", []string{}},
		{"behind a wrapper", "sudo a; b", []string{"sudo", "a"}},
		{"a script in a script", "sh -c 'a; b' && c", []string{"a"}},
		{"a substitution", "a $(b; c) && d", []string{}},
		{"the turns of a loop", "for i in x y; do a; done", []string{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			script := shell.Parse(test.text, shell.Context{})
			require.Equal(t, test.want, names(script.Commands, func(c shell.Command) bool { return c.Dropped }))
		})
	}
}

func TestOptionsFromOutside(t *testing.T) {
	text := "a | b; c"
	ignored := func(c shell.Context) []string {
		return names(shell.Parse(text, c).Commands, func(c shell.Command) bool { return c.FailureIgnored })
	}
	require.Equal(t, []string{"a", "b"}, ignored(shell.Context{}))
	require.Equal(t, []string{"a"}, ignored(shell.Context{Options: shell.Options{Errexit: true}}))
	require.Equal(t, []string{}, ignored(shell.Context{Options: shell.Options{Errexit: true, Pipefail: true}}))
}

func TestErrexitInsideSubstitutions(t *testing.T) {
	inForce := func(d shell.Dialect) []string {
		script := shell.Parse("set -e; a $(b)", shell.Context{Dialect: d})
		return names(script.Commands, func(c shell.Command) bool { return c.Errexit })
	}
	require.Equal(t, []string{"a"}, inForce(shell.Bash), "bash drops it")
	require.Equal(t, []string{"a", "b"}, inForce(shell.POSIX), "others keep it")
}

func TestAfter(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"every way to join", "a && b || c; d | e & f\ng", []string{"start", "&&", "||", ";", "|", "&", "newline"}},
		{"a semicolon before a newline", "a;\nb", []string{"start", ";"}},
		{"a continued line is one", "a \\\n && b", []string{"start", "&&"}},
		{"a subshell is joined as its first command", "a && (b; c)", []string{"start", "&&", ";"}},
		{"bodies begin anew", "a; if b; then c; else d; fi", []string{"start", ";", "start", "start"}},
		{"a substitution begins anew", "a && b $(c && d)", []string{"start", "&&", "start", "&&"}},
		{"a wrapped command is joined as its wrapper", "a && sudo b", []string{"start", "&&", "&&"}},
		{"a nested script begins anew", "a && sh -c 'b; c'", []string{"start", "&&", "start", ";"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, c := range shell.Parse(test.text, shell.Context{}).Commands {
				got = append(got, c.After)
			}
			require.Equal(t, test.want, got)
		})
	}
}

func TestPipelines(t *testing.T) {
	commands := shell.Parse("set -o pipefail; a | (b; c) | sudo d $(e); f", shell.Context{}).Commands
	pipelines := map[string]shell.Pipeline{}
	for _, c := range commands {
		pipelines[c.Name] = c.Pipeline
	}
	id := pipelines["a"].ID
	for name, position := range map[string]int{"a": 0, "b": 1, "c": 1, "sudo": 2, "d": 2} {
		require.Equal(t, shell.Pipeline{ID: id, Position: position, Length: 3, Pipefail: true}, pipelines[name], name)
	}
	require.Equal(t, 1, pipelines["set"].Length)
	require.False(t, pipelines["set"].Pipefail)
	require.Equal(t, 1, pipelines["e"].Length, "a substitution is not a member of the pipe around it")
	ids := map[int]bool{id: true}
	for _, name := range []string{"set", "e", "f"} {
		require.False(t, ids[pipelines[name].ID], "an ID belongs to one pipeline")
		ids[pipelines[name].ID] = true
	}
}
