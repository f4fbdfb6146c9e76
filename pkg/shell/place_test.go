package shell_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

func cut(text string, r shell.Range) string { return text[r.Start:r.End] }

func TestRanges(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string // what the range of each command says
	}{
		{"assignments, words and redirections", "a; B=c d e > f; g", []string{"a", "B=c d e > f", "g"}},
		{"a redirection before the name", "> a b c", []string{"> a b c"}},
		{"a heredoc's body is not in it", "a <<EOF b\nc\nEOF", []string{"a <<EOF b"}},
		{"behind characters of several bytes", "é 'ü'; ö", []string{"é 'ü'", "ö"}},
		{"a wrapped command is a part", "sudo -u x a b", []string{"sudo -u x a b", "a b"}},
		{"single quotes", "sh -c 'a b; c'", []string{"sh -c 'a b; c'", "a b", "c"}},
		{"double quotes with escapes", `sh -c "a \"b c\"; d \\\\ e; f"`, []string{`sh -c "a \"b c\"; d \\\\ e; f"`, `a \"b c\"`, `d \\\\ e`, `f`}},
		{"a continued line in double quotes", "sh -c \"a \\\n  b; c\"", []string{"sh -c \"a \\\n  b; c\"", "a \\\n  b", "c"}},
		{"a variable put in", `sh -c "a $HOME b; c"`, []string{`sh -c "a $HOME b; c"`, "a $HOME b", "c"}},
		{"two levels", `sh -c "a; sh -c 'b \"c\"'; d"`, []string{`sh -c "a; sh -c 'b \"c\"'; d"`, "a", `sh -c 'b \"c\"'`, `b \"c\"`, "d"}},
		{"a substitution", `a "$(b c)" ` + "`d e`", []string{`a "$(b c)" ` + "`d e`", "b c", "d e"}},
		{"echo into a shell", `echo "a; b" c | sh`, []string{`echo "a; b" c`, "sh", "a", `b" c`}},
		{"eval", `eval a "b; c" d`, []string{`eval a "b; c" d`, `a "b`, `c" d`}},
		{"an indented heredoc", "sh <<-E\n\ta b\n\t\tc\n\tE", []string{"sh <<-E", "a b", "c"}},
		{"carriage returns", "a b\r\nc\r\n", []string{"a b", "c"}},
		{"a word of several variables", "D='b c'; sudo a $D", []string{"sudo a $D", "a $D"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			script := shell.Parse(test.text, shell.Context{Variables: environment})
			require.Nil(t, script.Error)
			var got []string
			for _, c := range script.Commands {
				got = append(got, cut(script.Text, c.Range))
			}
			require.Equal(t, test.want, got)
		})
	}
}

func TestRangesOfFlags(t *testing.T) {
	script := shell.Parse("apt-get -qy -o a=b --x=y install", shell.Context{})
	var flags, values []string
	for _, f := range script.Commands[0].Flags {
		flags = append(flags, cut(script.Text, f.Range))
		if f.Value != nil {
			values = append(values, cut(script.Text, f.Value.Range))
		}
	}
	require.Equal(t, []string{"-qy", "-qy", "-o a=b", "--x=y"}, flags)
	require.Equal(t, []string{"a=b", "y"}, values)
}

func TestRedirections(t *testing.T) {
	script := shell.Parse("a > b 2>> c 2>&1 < d &> \"$HOME/e\" <<'EOF' <<-X <<< f\n $HOME\nEOF\n\t$HOME $(g)\n\tX\n",
		shell.Context{Variables: environment})
	require.Nil(t, script.Error)
	requireSound(t, script)
	type redirection struct {
		operator string
		fd       int
		target   string
		heredoc  string
	}
	var got []redirection
	for _, r := range script.Commands[0].Redirections {
		got = append(got, redirection{r.Operator, r.FileDescriptor, r.Target.Text, r.Heredoc})
	}
	require.Equal(t, []redirection{
		{">", 1, "b", ""}, {">>", 2, "c", ""}, {">&", 2, "1", ""}, {"<", 0, "d", ""}, {"&>", 1, "/root/e", ""},
		{"<<", 0, "EOF", " $HOME\n"}, {"<<-", 0, "X", "/root $(g)\n"}, {"<<<", 0, "f", ""},
	}, got)
	require.Equal(t, "g", script.Commands[1].Name)
	require.Equal(t, []string{"substitution"}, script.Commands[1].Wrappers)
	quoted := script.Commands[0].Redirections[5]
	require.True(t, strings.HasPrefix(cut(script.Text, quoted.HeredocRange), " $HOME\n"))
}

func TestErrors(t *testing.T) {
	tests := []struct {
		name, text, at string
		want           []string
	}{
		{"a parenthesis not closed", "apt-get update && (apt-get install x", "(", []string{"apt-get", "apt-get"}},
		{"a quote not closed", "a; b 'c", "'", []string{"a", "b"}},
		{"an error in the middle", "a\nb )\nc", ")", []string{"a", "b", "c"}},
		{"an if without fi", "if a; then b", "i", []string{"a", "b"}},
		{"nothing but an error", ")", ")", nil},
		{"an error in a nested script", "a; sh -c 'b; (c'; d", "(", []string{"a", "sh", "b", "c", "d"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			script := shell.Parse(test.text, shell.Context{})
			require.Error(t, script.Error)
			require.Equal(t, test.at, cut(script.Text, script.Error.Range))
			var got []string
			for _, c := range script.Commands {
				got = append(got, c.Name)
			}
			require.Equal(t, test.want, got)
			requireSound(t, script)
		})
	}
}

func TestNestingIsBounded(t *testing.T) {
	text := "a"
	for range 30 {
		text = "eval " + strings.ReplaceAll(strings.ReplaceAll(text, `\`, `\\`), " ", `\ `)
		if len(text) > 1<<16 {
			break
		}
	}
	script := shell.Parse(text, shell.Context{})
	require.NotEmpty(t, script.Commands)
	for _, c := range script.Commands {
		require.LessOrEqual(t, len(c.Wrappers), 8)
	}
}

func TestParseArgv(t *testing.T) {
	line := `["sudo", "sh", "-c", "a \"b\" \u00e9 && c $HOME"]`
	var argv []shell.Word
	var texts []string
	require.NoError(t, json.Unmarshal([]byte(line), &texts))
	for _, text := range texts {
		raw, start := `"`+text+`"`, strings.Index(line, `"`+text+`"`)
		if start < 0 {
			raw, start = line[strings.Index(line, `"a `):len(line)-1], strings.Index(line, `"a `)
		}
		argv = append(argv, shell.Word{Text: text, Raw: raw, Range: shell.Range{Start: start, End: start + len(raw)}})
	}
	script := shell.ParseArgv(argv, shell.Context{Variables: environment})
	require.Equal(t, []string{"sudo (sh -c " + texts[3] + ")", "[sudo] sh -c (" + texts[3] + ")", "[sudo, sh -c] a (b é)", "[sudo, sh -c] c (/root)"},
		describeAll(script.Commands))
	require.Equal(t, `a \"b\" \u00e9`, cut(line, script.Commands[2].Range))
	require.Equal(t, `c $HOME`, cut(line, script.Commands[3].Range))
}

func TestParseArgvExpandsNothing(t *testing.T) {
	argv := []shell.Word{{Text: "echo"}, {Text: "$HOME"}, {Text: "a;b"}, {Text: "|"}, {Text: "sh"}}
	script := shell.ParseArgv(argv, shell.Context{Variables: environment})
	require.Equal(t, []string{"echo ($HOME a;b | sh)"}, describeAll(script.Commands))
	require.Equal(t, shell.Literal, script.Commands[0].Words[1].State)
	require.Empty(t, shell.ParseArgv(nil, shell.Context{}).Commands)
}
