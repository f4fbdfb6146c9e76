package command_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/command"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// site is where the scripts of these tests stand.
var site = input.Site{Stage: 1, Step: 4, Shipped: true, Comments: []string{"why"}, At: "run/2"}

// versions is an environment that knows CURL, and that nobody says what OTHER is.
func versions(name string) (shell.Variable, bool) {
	return shell.Variable{Value: "8.5", State: shell.Overridable, Origin: "ARG CURL"}, name == "CURL"
}

// A ledger is what a Placer was told: the text at each place and the origins of its value.
type ledger struct {
	text    map[string]string
	origins map[string][]string
}

func (l ledger) placer(script string) command.Placer {
	return func(at string, in shell.Range, origins []string) {
		l.text[at] = script[in.Start:in.End]
		l.origins[at] = origins
	}
}

func newLedger() ledger {
	return ledger{text: map[string]string{}, origins: map[string][]string{}}
}

func parse(script string) []shell.Command {
	return shell.Parse(script, shell.Context{Dialect: shell.POSIX, Variables: versions}).Commands
}

// documents reads a script and checks that every place which its documents name was placed.
func documents(t *testing.T, script string) ([]input.Command, ledger) {
	t.Helper()
	placed := newLedger()
	made := command.Documents(parse(script), site, placed.placer(script))
	for _, c := range made {
		require.Contains(t, placed.text, c.At)
		for _, f := range c.Flags {
			require.Contains(t, placed.text, f.At)
		}
	}
	return made, placed
}

func TestDocumentsOfAScript(t *testing.T) {
	made, placed := documents(t, `true && sudo apt-get -o A=b install -qy curl=$CURL -o C=d wget || true`)
	require.Len(t, made, 2, "what no rule asks for is left out")
	require.Equal(t, "sudo", made[0].Program)

	install := made[1]
	require.Equal(t, "apt-get", install.Program)
	require.Equal(t, "install", install.Verb)
	require.Equal(t, []string{"-o", "A=b", "install", "-qy", "curl=8.5", "-o", "C=d", "wget"}, install.Arguments)
	require.Equal(t, []string{"curl=8.5", "wget"}, install.Operands)
	require.Equal(t, []string{"sudo"}, install.Wrappers)
	require.True(t, install.FailureIgnored)
	require.Equal(t, []string{"A=b", "C=d"}, install.Flags["-o"].Values, "an option that is repeated keeps all its values")
	require.Empty(t, install.Flags["-y"].Values)
	require.Equal(t, "run/2/commands/2", install.At, "numbers count all commands of the script")
	require.Equal(t, command.At(site.At, 2), install.At)
	require.Equal(t, "-o A=b", placed.text[install.Flags["-o"].At], "the place of an option is its first")
	require.Equal(t, "-qy", placed.text[install.Flags["-q"].At])
}

func TestACommandStandsWhereItsInstructionStands(t *testing.T) {
	made, _ := documents(t, `rm -rf /tmp/x`)
	require.Equal(t, input.Site{Stage: 1, Step: 4, Shipped: true, At: "run/2/commands/0"}, made[0].Site,
		"comments are the instruction's and not each command's")
}

func TestAScriptWithoutCommandsThatRulesAskFor(t *testing.T) {
	for _, script := range []string{"", "true", "make all", "A=b", "$TOOL install curl"} {
		made, placed := documents(t, script)
		require.Empty(t, made, script)
		require.Empty(t, placed.text, script)
	}
}

func TestPipelines(t *testing.T) {
	for _, test := range []struct {
		name, script string
		want         [][]string
		text         []string
	}{
		{name: "none", script: "a && b"},
		{name: "one", script: "a 1 | b 2", want: [][]string{{"a", "b"}}, text: []string{"a 1 | b 2"}},
		{name: "three commands", script: "a | b | c", want: [][]string{{"a", "b", "c"}}, text: []string{"a | b | c"}},
		{name: "two pipes", script: "a | b; c | d", want: [][]string{{"a", "b"}, {"c", "d"}}, text: []string{"a | b", "c | d"}},
		{name: "what xargs and find run is no member", script: "find . -exec a {} + | xargs b", want: [][]string{{"find", "xargs"}}, text: []string{"find . -exec a {} + | xargs b"}},
		{name: "a group is one member", script: "{ a; b; } | c", want: [][]string{{"a group of commands", "c"}}, text: []string{"a; b; } | c"}},
		{name: "a loop with one command", script: "for x in 1; do a; done | b", want: [][]string{{"a", "b"}}, text: []string{"a; done | b"}},
		{name: "a shell and its script", script: "a | sh -c 'b; c'", want: [][]string{{"a", "sh"}}, text: []string{"a | sh -c 'b; c'"}},
		{name: "a program that a variable hides is named as written", script: "$A | b", want: [][]string{{"$A", "b"}}, text: []string{"$A | b"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			placed := newLedger()
			var programs [][]string
			var text []string
			for _, p := range command.Pipelines(parse(test.script), site.At, placed.placer(test.script)) {
				programs = append(programs, p.Programs)
				text = append(text, placed.text[p.At])
			}
			require.Equal(t, test.want, programs)
			require.Equal(t, test.text, text)
		})
	}
}

func FuzzDocuments(f *testing.F) {
	for _, seed := range []string{
		"apt-get install -y curl=$CURL", "apk add 'a>1' b~=2", "dnf -y module install @x:1/y", "zypper in -f 'a >= 1'",
		"apt-get update | tee x; cd /var/lib && rm -rf {apt,b}/lists/*", "find / -delete", "yum install - -- --", "rm \xff | apk add \xff", "000|",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, script string) {
		parsed := parse(script)
		place := func(_ string, in shell.Range, _ []string) {
			require.True(t, 0 <= in.Start && in.Start <= in.End && in.End <= len(script))
		}
		for _, c := range command.Documents(parsed, site, place) {
			require.NotEmpty(t, c.At)
		}
		for _, p := range command.Pipelines(parsed, site.At, place) {
			require.NotEmpty(t, p.Programs) // a script that breaks off behind its pipe has one
		}
		command.Leftovers(parsed, nil, true, site.At, place)
	})
}
