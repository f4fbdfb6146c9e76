package config_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/config"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// text joins lines, which keeps YAML readable in a table.
func text(lines ...string) string {
	return strings.Join(lines, "\n") + "\n"
}

func parse(content string) (config.Config, error) {
	return config.Parse(source.File{Path: "a/.seaworthy.yaml", Content: []byte(content)})
}

var right = []struct {
	name, content, profile string
	parameters             rule.Parameters
}{
	{name: "an empty file says nothing", parameters: rule.Parameters{}},
	{name: "a comment says nothing", content: "# later\n", parameters: rule.Parameters{}},
	{name: "keys may be left without values", content: text("parameters:"), parameters: rule.Parameters{}},
	{name: "a profile", content: "profile: strict\n", profile: "strict", parameters: rule.Parameters{}},
	{
		name: "parameters of every type",
		content: text("parameters:", "  a/b: {yes: true, many: [x, 1, 1.5], none: null, map: {k: v}, day: 2026-01-02, hex: 0x10, text: '1'}",
			"  c/d:", "    only: |", "      two", "      lines"),
		parameters: rule.Parameters{
			"a/b": {
				"yes": raw(`true`), "many": raw(`["x",1,1.5]`), "none": raw(`null`), "map": raw(`{"k":"v"}`),
				"day": raw(`"2026-01-02"`), "hex": raw(`16`), "text": raw(`"1"`),
			},
			"c/d": {"only": raw(`"two\nlines\n"`)},
		},
	},
	{
		name:       "aliases",
		content:    text("parameters:", "  a/b: &all {list: &l [x]}", "  c/d: *all", "  e/f: {list: *l}"),
		parameters: rule.Parameters{"a/b": {"list": raw(`["x"]`)}, "c/d": {"list": raw(`["x"]`)}, "e/f": {"list": raw(`["x"]`)}},
	},
	{name: "lists may be left without values", content: text("skip:", "exclude:", "overrides:", "severities:"), parameters: rule.Parameters{}},
	{name: "JSON is YAML", content: `{"profile": "all"}`, profile: "all", parameters: rule.Parameters{}},
}

func raw(text string) json.RawMessage { return json.RawMessage(text) }

func TestParse(t *testing.T) {
	for _, test := range right {
		t.Run(test.name, func(t *testing.T) {
			read, err := parse(test.content)
			require.NoError(t, err)
			require.Equal(t, test.profile, read.Profile)
			require.Equal(t, test.parameters, read.Parameters)
		})
	}
}

func TestChoices(t *testing.T) {
	read, err := parse(text("skip: [DL3008]", "severities: {a/b: low}", "exclude: [vendor/, '!vendor/ours']", "overrides:",
		"  - paths: [dev/]", "    profile: strict", "    severities: {a/b: info}", "    parameters: {a/b: {x: 1}}", "  - paths: ['*.yml']", "    skip: [c/d, e/f]"))
	require.NoError(t, err)
	require.Equal(t, []string{"DL3008"}, read.Skip)
	require.Equal(t, map[string]rule.Severity{"a/b": rule.Low}, read.Severities)
	require.Len(t, read.Overrides, 2)
	require.Equal(t, "strict", read.Overrides[0].Profile)
	require.Equal(t, rule.Info, read.Overrides[0].Severities["a/b"])
	require.Equal(t, rule.Parameters{"a/b": {"x": raw("1")}}, read.Overrides[0].Parameters)
	require.Equal(t, []string{"c/d", "e/f"}, read.Overrides[1].Skip)

	pattern, excluded := read.Exclude.Match("a/vendor/Dockerfile")
	require.True(t, excluded)
	require.Equal(t, config.Pattern{Text: "vendor/", Span: source.Span{Line: 3, Column: 11, EndLine: 3, EndColumn: 18}}, pattern)
	_, excluded = read.Exclude.Match("Dockerfile")
	require.False(t, excluded)
}

func TestInline(t *testing.T) {
	tests := []struct {
		name, content string
		forbidden     bool
	}{
		{"an empty file lets files except findings", "", false},
		{"so does saying it", "inline: true\n", false},
		{"a file may forbid it", "inline: false\n", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			read, err := parse(test.content)
			require.NoError(t, err)
			require.Equal(t, test.forbidden, read.NoInline)
		})
	}
}

var mistakes = []struct{ name, content, want string }{
	{"an unknown key", text("profile: all", "paramters: {}"), `2:1: unknown key "paramters", did you mean parameters? (known: also, exclude, inline, overrides, parameters, profile, severities, skip)`},
	{"a key twice", text("profile: all", "profile: strict"), `2:1: key "profile" stands at 1:1 already`},
	{"a parameter twice", text("parameters:", "  a/b: {x: 1, x: 2}"), `2:15: key "x" stands at 2:9 already`},
	{"a key twice inside a value", text("parameters:", "  a/b: {x: {y: 1, y: 2}}"), `2:19: key "y" stands at 2:13 already`},
	{"inline that is text", "inline: 'no'\n", `1:9: inline is the text "no" where true or false is wanted`},
	{"a profile that is a number", "profile: 1\n", "1:10: profile is the value 1 where text is wanted"},
	{"a profile that is a list", "profile: [a]\n", "1:10: profile is a list where text is wanted"},
	{"a profile that is left out", "profile:\n", "1:9: profile is nothing where text is wanted"},
	{"parameters that are a list", "parameters: [a]\n", "1:13: a list where keys and values are wanted"},
	{"a rule's parameters that are text", text("parameters:", "  a/b: on it"), `2:8: the text "on it" where keys and values are wanted`},
	{"a severity that there is not", text("severities:", "  a/b: grave"), `2:8: unknown severity "grave" (known: critical, high, medium, low, info)`},
	{"a severity that is a number", text("severities: {a/b: 1}"), "1:19: a/b is the value 1 where text is wanted"},
	{"excludes that are text", "exclude: vendor/\n", `1:10: exclude is the text "vendor/" where a list is wanted`},
	{"a pattern that says nothing", "exclude: ['# x']\n", `1:11: the pattern "# x" says nothing`},
	{"a pattern that leads out", "exclude: [a, ../b]\n", `1:14: the pattern "../b" matches nothing, patterns count from the folder of this file: write it without dots in front`},
	{"a pattern that is a list", "exclude: [[a]]\n", "1:11: a pattern is a list where text is wanted"},
	{"a rule to skip that is a number", "skip: [1]\n", "1:8: a rule to skip is the value 1 where text is wanted"},
	{"an override without paths", text("overrides:", "  - skip: [a/b]"), "2:5: an override without paths, which say where it holds"},
	{"a key that overrides do not have", text("overrides:", "  - paths: [a]", "    inline: false"), `3:5: unknown key "inline" (known: also, parameters, paths, profile, severities, skip)`},
	{"overrides that are a mapping", text("overrides: {paths: [a]}"), "1:12: overrides is a mapping where a list is wanted"},
	{"a file that is a list", "- profile: all\n", "1:1: a list where keys and values are wanted"},
	{"two documents", text("profile: all", "---", "profile: strict"), "3:1: a second document"},
	{"no YAML at all", text("profile: all", "  x: [", ""), "2:3: mapping values are not allowed in this context"},
	{"a tab", text("parameters:", "\ta/b: {}"), "2:2: found character that cannot start any token"},
	{"an unknown anchor", "profile: *x\n", "1:1: unknown anchor 'x' referenced"},
	{"a merge key", text("parameters:", "  a/b: &x {y: 1}", "  c/d: {<<: *x}"), "3:9: a key that is no plain text"},
	{"a number that JSON does not have", text("parameters:", "  a/b: {x: .inf}"), "2:12: .inf can't be written as JSON"},
	{"a tag of one's own", text("parameters:", "  a/b: {x: !secret y}"), "2:12: a value with the tag !secret"},
	{"an alias of itself", text("parameters:", "  a/b: {x: &x [*x]}"), "2:16: aliases make the value larger than anybody needs"},
}

func TestParseMistakes(t *testing.T) {
	for _, test := range mistakes {
		t.Run(test.name, func(t *testing.T) {
			_, err := parse(test.content)
			var mistake *config.Error
			require.ErrorAs(t, err, &mistake)
			require.Equal(t, "a/.seaworthy.yaml:"+test.want, err.Error())
		})
	}
}

func TestAliasesCannotGrowWithoutEnd(t *testing.T) {
	content := "parameters:\n  a/b:\n    x0: &x0 [a, a, a, a, a, a, a, a, a, a]\n"
	for _, step := range []string{"1", "2", "3", "4", "5", "6", "7", "8"} {
		before := string(step[0] - 1)
		content += "    x" + step + ": &x" + step + " [" + strings.TrimSuffix(strings.Repeat("*x"+before+", ", 10), ", ") + "]\n"
	}
	_, err := parse(content)
	require.ErrorContains(t, err, "larger than anybody needs")
}

func TestValue(t *testing.T) {
	for written, want := range map[string]string{
		"true": "true", "word": `"word"`, "[a, b]": `["a","b"]`, "3": "3", "": `""`, "{a: 1}": `{"a":1}`, "null": "null", "a: b": `{"a":"b"}`,
	} {
		t.Run(written, func(t *testing.T) {
			value, err := config.Value(written)
			require.NoError(t, err)
			require.JSONEq(t, want, string(value))
		})
	}
	_, err := config.Value("[a")
	require.Error(t, err)
}

func TestParseProfile(t *testing.T) {
	content := text("title: Strict", "description: |", "  All.", "parameters:", "  a/b: {x: true}")
	profile, err := config.ParseProfile(source.File{Path: "profile.yaml", Content: []byte(content)})
	require.NoError(t, err)
	require.Equal(t, config.Profile{
		Title: "Strict", Description: "All.\n", Parameters: rule.Parameters{"a/b": {"x": raw("true")}},
	}, profile)
	_, err = config.ParseProfile(source.File{Path: "profile.yaml", Content: []byte("titel: x\n")})
	require.EqualError(t, err, `profile.yaml:1:1: unknown key "titel", did you mean title? (known: description, hide, parameters, title, versions)`)
}

func TestRead(t *testing.T) {
	name := filepath.Join(t.TempDir(), config.Name)
	_, err := config.Read(name)
	require.ErrorIs(t, err, os.ErrNotExist)
	require.NoError(t, os.WriteFile(name, []byte("profile: strict"), 0o644))
	read, err := config.Read(name)
	require.NoError(t, err)
	require.Equal(t, "strict", read.Profile)
}

func FuzzParse(f *testing.F) {
	for _, test := range right {
		f.Add(test.content)
	}
	for _, test := range mistakes {
		f.Add(test.content)
	}
	f.Fuzz(func(t *testing.T, content string) {
		read, err := parse(content)
		if err != nil {
			var mistake *config.Error
			require.ErrorAs(t, err, &mistake)
			require.LessOrEqual(t, mistake.Span.Line, source.NewLines([]byte(content)).Count())
			require.Positive(t, mistake.Span.Line)
			require.Positive(t, mistake.Span.Column)
			return
		}
		for _, values := range read.Parameters {
			for _, value := range values {
				require.True(t, json.Valid(value))
			}
		}
	})
}
