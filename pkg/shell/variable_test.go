package shell_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// environment knows one variable of each kind.
func environment(name string) (shell.Variable, bool) {
	v, ok := map[string]shell.Variable{
		"VERSION": {Value: "1.2.3", State: shell.Overridable, Origin: "arg VERSION"},
		"HOME":    {Value: "/root", State: shell.Resolved, Origin: "env HOME"},
		"PLAIN":   {Value: "plain", State: shell.Literal},
		"DEPS":    {Value: " gcc  make ", State: shell.Resolved, Origin: "env DEPS"},
		"EMPTY":   {Value: "", State: shell.Resolved, Origin: "env EMPTY"},
		"SECRET":  {State: shell.Unresolved, Origin: "arg SECRET"},
	}[name]
	return v, ok
}

func TestWords(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string // words of the last x command behind its name: state text
	}{
		{"plain", "x a", []string{"literal a"}},
		{"quotes", `x 'a b' "c d" e\ f g"h"'i'`, []string{"literal a b", "literal c d", "literal e f", "literal ghi"}},
		{"an empty word", `x "" ''`, []string{"literal ", "literal "}},
		{"escapes in double quotes", `x "a\"b\$c\\d\e"`, []string{`literal a"b$c\d\e`}},
		{"ANSI quotes", `x $'a\n\x41\101\'\q'`, []string{"literal a\nAA'\\q"}},
		{"a continued word", "x a\\\nb \"c\\\nd\"", []string{"literal ab", "literal cd"}},
		{"tildes, globs and braces stay", "x ~/a *.b {c,d}", []string{"literal ~/a", "literal *.b", "literal {c,d}"}},

		{"from the environment", "x $HOME/a", []string{"resolved /root/a env HOME"}},
		{"a literal value is resolved where it is used", "x $PLAIN", []string{"resolved plain"}},
		{"that may be set from outside", "x a-$VERSION", []string{"overridable a-1.2.3 arg VERSION"}},
		{"the least certain part decides", "x $HOME/$VERSION/$NOPE", []string{"unresolved /root/1.2.3/$NOPE env HOME,arg VERSION"}},
		{"an origin is told once", "x $HOME$HOME", []string{"resolved /root/root env HOME"}},
		{"unknown", "x $NOPE ${NOPE}a", []string{"unresolved $NOPE", "unresolved ${NOPE}a"}},
		{"known to be unknown", "x $SECRET", []string{"unresolved $SECRET"}},
		{"an unquoted value falls apart", "x $DEPS", []string{"resolved gcc env DEPS", "resolved make env DEPS"}},
		{"and clings to what touches it", "A='b c'; x 1${A}2", []string{"resolved 1b", "resolved c2"}},
		{"a quoted value does not", `x "$DEPS"`, []string{"resolved  gcc  make  env DEPS"}},
		{"an empty value leaves no word", "x $EMPTY a", []string{"literal a"}},
		{"an empty quoted value leaves one", `x "$EMPTY"`, []string{"resolved  env EMPTY"}},
		{"single quotes keep variables", "x '$HOME'", []string{"literal $HOME"}},
		{"positional and special parameters", `x $1 "$@" $? $$`, []string{"unresolved $1", "unresolved $@", "unresolved $?", "unresolved $$"}},
		{"a substitution", "x a$(b)c `d`", []string{"unresolved a$(b)c", "unresolved `d`"}},
		{"arithmetic", "x $((1 + 2))", []string{"unresolved $((1 + 2))"}},

		{"an assignment", "A=b; x $A", []string{"resolved b"}},
		{"an assignment joined by &&", "A=b && C=$A.c && x $C", []string{"resolved b.c"}},
		{"a later assignment", "A=b; A=c; x $A", []string{"resolved c"}},
		{"an assignment beats the environment", "VERSION=9; x $VERSION", []string{"resolved 9"}},
		{"an assignment passes certainty on", "A=v$VERSION; x $A", []string{"overridable v1.2.3 arg VERSION"}},
		{"an assignment known in part", `U="https://h/$NOPE.tgz"; x "$U"`, []string{"unresolved https://h/$NOPE.tgz"}},
		{"from a substitution", "A=$(b); x $A", []string{"unresolved $A"}},
		{"export, declare, readonly", "export A=b; declare C=d; readonly E=f; x $A $C $E", []string{"resolved b", "resolved d", "resolved f"}},
		{"appending", "A=b; A+=c; x $A", []string{"resolved bc"}},
		{"an array", "A=(b c); x $A ${A[1]}", []string{"unresolved $A", "unresolved ${A[1]}"}},
		{"before a command it is not seen by its words", "A=b x $A", []string{"unresolved $A"}},
		{"read", "A=b; read A; x $A", []string{"unresolved $A"}},
		{"unset", "A=b; unset A; x $A", []string{"unresolved $A"}},
		{"printf -v", "A=b; printf -v A y; x $A", []string{"unresolved $A"}},
		{"an arithmetic command", "A=1; (( A += 1 )); x $A", []string{"unresolved $A"}},

		{"in a branch", "if y; then A=b; x $A; fi", []string{"resolved b"}},
		{"after a branch", "A=a; if y; then A=b; fi; x $A", []string{"unresolved $A"}},
		{"after a case", "case y in y) A=b;; esac; x $A", []string{"unresolved $A"}},
		{"after a command that may fail", "y && A=b; x $A", []string{"unresolved $A"}},
		{"after || ", "A=a; y || A=b; x $A", []string{"unresolved $A"}},
		{"behind && of a command that may fail", "y && A=b && x $A", []string{"resolved b"}},
		{"the variable of a loop", "for A in b c; do x $A; done", []string{"unresolved $A"}},
		{"changed in a loop", "A=a; for i in b c; do x $A; A=b; done", []string{"unresolved $A"}},
		{"set in the turn itself", "for i in b c; do A=b; x $A; done", []string{"resolved b"}},
		{"after a loop", "while y; do A=b; done; x $A", []string{"unresolved $A"}},
		{"not changed in a loop", "A=a; while y; do x $A; done", []string{"resolved a"}},
		{"in a subshell", "A=a; (A=b; x $A)", []string{"resolved b"}},
		{"after a subshell", "A=a; (A=b); x $A", []string{"resolved a"}},
		{"set in a function", "A=a; f() { A=b; }; f; x $A", []string{"unresolved $A"}},
		{"local to a function", "f() { local A=b; x $A; }", []string{"resolved b"}},

		{"default for an unknown name", "x ${NOPE:-a} ${NOPE-b}", []string{"overridable a", "overridable b"}},
		{"default for a known name", "x ${VERSION:-a}", []string{"overridable 1.2.3 arg VERSION"}},
		{"default for an empty name", "x ${EMPTY:-a} ${EMPTY-b}", []string{"resolved a env EMPTY"}},
		{"default for a name known to be unknown", "x ${SECRET:-a}", []string{"unresolved ${SECRET:-a}"}},
		{"default that holds a variable", `x "${NOPE:-$HOME/a}"`, []string{"overridable /root/a env HOME"}},
		{"default that is assigned", ": ${A:=b}; x $A", []string{"overridable b"}},
		{"alternative", "x ${HOME:+a} ${EMPTY:+b} ${NOPE:+c}", []string{"resolved a env HOME", "unresolved ${NOPE:+c}"}},
		{"required", "x ${VERSION:?gone}", []string{"overridable 1.2.3 arg VERSION"}},
		{"cut from the end", "x ${VERSION%.*} ${VERSION%%.*}", []string{"overridable 1.2 arg VERSION", "overridable 1 arg VERSION"}},
		{"cut from the start", "x ${VERSION#*.} ${VERSION##*.}", []string{"overridable 2.3 arg VERSION", "overridable 3 arg VERSION"}},
		{"cut what is not there", "x ${VERSION%-rc}", []string{"overridable 1.2.3 arg VERSION"}},
		{"cut by a class", "x ${VERSION%[0-9]}", []string{"unresolved ${VERSION%[0-9]}"}},
		{"replace", "x ${VERSION/./_} ${VERSION//./_}", []string{"overridable 1_2.3 arg VERSION", "overridable 1_2_3 arg VERSION"}},
		{"length", "x ${#VERSION}", []string{"overridable 5 arg VERSION"}},
		{"part", "x ${VERSION:0:3} ${VERSION:2}", []string{"overridable 1.2 arg VERSION", "overridable 2.3 arg VERSION"}},
		{"upper and lower case", "A=bC; x ${A^^} ${A,,}", []string{"resolved BC", "resolved bc"}},
		{"an operator on something unknown", "x ${NOPE%a} ${!HOME}", []string{"unresolved ${NOPE%a}", "unresolved ${!HOME}"}},

		{"a script in a script gets what the outer shell put in", `sh -c "x $VERSION"`, []string{"overridable 1.2.3 arg VERSION"}},
		{"and expands what the outer shell left", `sh -c 'x $VERSION'`, []string{"overridable 1.2.3 arg VERSION"}},
		{"and not what the outer shell did not know", `HOME=$(y); sh -c "x $HOME"`, []string{"unresolved $HOME"}},
		{"even in its single quotes", `sh -c "x '$NOPE'"`, []string{"unresolved $NOPE"}},
		{"it sees exported variables", "export A=b; sh -c 'x $A'", []string{"resolved b"}},
		{"and those given to it", "A=b sh -c 'x $A'", []string{"resolved b"}},
		{"and no others", "A=b; sh -c 'x $A'", []string{"unresolved $A"}},
		{"a variable of the environment stays exported", "HOME=/x; sh -c 'x $HOME'", []string{"resolved /x"}},
		{"eval sees all", `A=b; eval 'x $A'`, []string{"resolved b"}},
		{"a heredoc", "sh <<EOF\nx $HOME \\$HOME\nEOF", []string{"resolved /root env HOME", "resolved /root env HOME"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			script := shell.Parse(test.text, shell.Context{Dialect: shell.Bash, Variables: environment})
			require.Nil(t, script.Error)
			require.Equal(t, test.want, lastWords(t, script))
			requireSound(t, script)
		})
	}
}

func lastWords(t *testing.T, script *shell.Script) []string {
	t.Helper()
	for i := len(script.Commands) - 1; i >= 0; i-- {
		if script.Commands[i].Name != "x" {
			continue
		}
		var words []string
		for _, w := range script.Commands[i].Words[1:] {
			line := fmt.Sprintf("%s %s", w.State, w.Text)
			if len(w.Origins) > 0 {
				line += " " + strings.Join(w.Origins, ",")
			}
			words = append(words, line)
		}
		return words
	}
	t.Fatal("there is no command x")
	return nil
}

func TestAssignments(t *testing.T) {
	script := shell.Parse(`A=b; export C="d $A"; E=(f); G+=h; I=j k; L=`, shell.Context{})
	var got []string
	for _, a := range script.Assignments {
		got = append(got, fmt.Sprintf("%s=%s %s exported=%t append=%t: %s",
			a.Name, a.Value.Text, a.Value.State, a.Exported, a.Append, script.Text[a.Range.Start:a.Range.End]))
	}
	require.Equal(t, []string{
		"A=b literal exported=false append=false: A=b",
		`C=d b resolved exported=true append=false: C="d $A"`,
		"E=(f) unresolved exported=false append=false: E=(f)",
		"G=h literal exported=false append=true: G+=h",
		"L= literal exported=false append=false: L=",
	}, got)
}

func TestWordMarks(t *testing.T) {
	words := shell.Parse(`x "a" 'b'"c" d"e" $(f) "g$(h)"`, shell.Context{}).Commands[0].Words
	var quoted, substituted []string
	for _, w := range words {
		if w.Quoted {
			quoted = append(quoted, w.Raw)
		}
		if w.Substitution {
			substituted = append(substituted, w.Raw)
		}
	}
	require.Equal(t, []string{`"a"`, `'b'"c"`, `"g$(h)"`}, quoted)
	require.Equal(t, []string{"$(f)", `"g$(h)"`}, substituted)
}
