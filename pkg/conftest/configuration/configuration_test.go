package configuration_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/conftest/configuration"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

func TestParserOf(t *testing.T) {
	for path, want := range map[string]string{
		"Dockerfile": "dockerfile", "api/dockerfile": "dockerfile", "Dockerfile.prod": "dockerfile", "app.Dockerfile": "dockerfile",
		"Dockerfile.dockerignore": "ignore", "Containerfile": "", "compose.yml": "yaml", "a.YAML": "yaml", "a.json": "json",
		"a.jsonc": "jsonc", ".env": "dotenv", "prod.env": "dotenv", ".env.local": "dotenv", "a.env.local": "local",
		".gitignore": "ignore", ".dockerignore": "ignore", "main.tf": "hcl2", "-": "yaml", "Jenkinsfile.safe": "groovy", "noext": "",
	} {
		require.Equal(t, want, configuration.ParserOf(path), path)
	}
}

// shapes are texts and what policies see of them, part by part.
var shapes = []struct{ name, parser, text, want string }{
	{"YAML 1.1 has more words for true and false", "yaml", "a: yes\nb: Off\nc: 'no'\nd: yEs\ny: 1\n", `[{"a":true,"b":false,"c":"no","d":"yEs","true":1}]`},
	{"dates stay texts", "yaml", "a: 2026-03-01\nb: 2001-12-14t21:59:43.10-05:00\n", `[{"a":"2026-03-01","b":"2001-12-14t21:59:43.10-05:00"}]`},
	{"numbers in their forms", "yaml", "a: 0x1F\nb: 1_000\nc: 017\nd: .5\ne: 12:30:45\n", `[{"a":31,"b":1000,"c":15,"d":0.5,"e":"12:30:45"}]`},
	{"large numbers lose digits, as JSON's do", "yaml", "a: 12345678901234567890\n", `[{"a":12345678901234567000}]`},
	{"of a key that stands twice the last", "yaml", "a: 1\na: 2\n", `[{"a":2}]`},
	{"keys that are one in JSON", "yaml", "y: 1\nYES: 2\n1: a\n'1': b\n", `[{"true":2,"1":"b"}]`},
	{"keys become texts", "yaml", "1: a\ntrue: b\n1.5: c\n", `[{"1":"a","true":"b","1.5":"c"}]`},
	{"anchors and merges", "yaml", "a: &x {b: 1}\nc: {<<: *x, d: 2}\n", `[{"a":{"b":1},"c":{"b":1,"d":2}}]`},
	{"documents one by one", "yaml", "a: 1\n---\nb: 2\n", `[{"a":1},{"b":2}]`},
	{"a first line of dashes separates nothing", "yaml", "---\na: 1\n", `[{"a":1}]`},
	{"comments before and behind are documents of nothing", "yaml", "# c\n---\na: 1\n---\n# only\n", `[null,{"a":1},null]`},
	{"two lines of dashes are one", "yaml", "a: 1\n---\n---\nb: 1\n", `[{"a":1},{"b":1}]`},
	{"a directive belongs to its document", "yaml", "%YAML 1.1\n---\na: 1\n---\nb: 1\n", `[{"a":1},{"b":1}]`},
	{"dashes with a comment or a value behind them", "yaml", "a: 1\n--- # x\nb: 2\n--- {c: 3}\n", `[{"a":1},{"b":2},{"c":3}]`},
	{"dashes in a block are text", "yaml", "a: |\n  x\n  ---\n  y\n", `[{"a":"x\n---\ny\n"}]`},
	{"dots end a document", "yaml", "a: 1\n...\n---\nb: 2\n", `[{"a":1},{"b":2}]`},
	{"carriage returns", "yaml", "a: 1\r\n---\r\nb: 2\r\n", `[{"a":1},{"b":2}]`},
	{"a byte order mark", "yaml", "\uFEFFa: 1\n", `[{"a":1}]`},
	{"nothing", "yaml", "", `[null]`},
	{"a list is taken apart", "json", `[{"a": 1}, 2]`, `[{"a":1},2]`},
	{"a list of nothing has no parts", "json", `[]`, `[]`},
	{"comments in JSON", "jsonc", "{ // c\n \"a\": /* x */ \"// no\" }", `[{"a":"// no"}]`},
	{"lists of tables", "toml", "[[s]]\nn = 1\n[[s]]\nn = 2\nt = 07:32:00\n", `[{"s":[{"n":1},{"n":2,"t":"0000-01-01T07:32:00Z"}]}]`},
	{"no keys at all", "toml", "# nothing\n", `[{}]`},
	{"variables in variables", "dotenv", "A=1\nB=\"$A-${A}\"\nC='$A'\nD=\\$A\nE=${UNKNOWN_HERE}x\n", `[{"A":"1","B":"1-1","C":"$A","D":"$A","E":"x"}]`},
	{"quotes over lines, comments, export", "dotenv", "export A=\"x\ny\" # c\nB: yaml\nC=a #b\nD = 'e'\n", `[{"A":"x\ny","B":"yaml","C":"a","D":"e"}]`},
	{"ignored and not", "ignore", "*.md\r\n!a \n\\#b", `[[{"Kind":"Path","Value":"*.md","Original":"*.md"},{"Kind":"NegatedPath","Value":"a","Original":"!a "},{"Kind":"Path","Value":"#b","Original":"\\#b"}]]`},
	{"stages are counted from their FROM, comments before it included", "dockerfile", "FROM a\n# next\nFROM b\n", `[[
		{"Cmd":"from","SubCmd":"","Flags":[],"JSON":false,"Stage":0,"Value":["a"]},
		{"Cmd":"comment","SubCmd":"","Flags":null,"JSON":false,"Stage":1,"Value":["next"]},
		{"Cmd":"from","SubCmd":"","Flags":[],"JSON":false,"Stage":1,"Value":["b"]}]]`},
}

func TestParse(t *testing.T) {
	for _, shape := range shapes {
		t.Run(shape.name, func(t *testing.T) {
			read, err := configuration.Parse(source.File{Path: "x", Content: []byte(shape.text)}, shape.parser)
			require.NoError(t, err)
			parts := []json.RawMessage{}
			for _, part := range read.Parts {
				parts = append(parts, part.Input)
			}
			got, err := json.Marshal(parts)
			require.NoError(t, err)
			require.JSONEq(t, shape.want, string(got))
		})
	}
}

func TestParseRefuses(t *testing.T) {
	cases := []struct {
		name, parser, text, message string
		line                        int
		target                      error
	}{
		{"a format that only conftest reads", "hcl2", "", "conftest reads this format, seaworthy does not: hcl2", 0, configuration.ErrUnreadable},
		{"no format", "morse", "", `unknown format "morse"`, 0, configuration.ErrUnknown},
		{"a mistake in the second document", "yaml", "a: 1\n---\nb: [\n", "invalid YAML", 3, nil},
		{"a key that is a list", "yaml", "? [a]\n: 1\n", "invalid map key", 1, nil},
		{"a number that JSON lacks", "yaml", "a: .inf\n", "has no form in JSON", 1, nil},
		{"aliases that never end", "yaml", "a: &a [*a]\n", "invalid YAML", 1, nil},
		{"two values", "json", "{}\n{}\n", "more follows the value", 2, nil},
		{"no value", "json", "", "the file is empty", 0, nil},
		{"a comment where none may be", "json", "// c\n{}", "invalid JSON", 1, nil},
		{"a quote that does not end", "dotenv", "A=1\nB=\"x\n", "the quote does not end", 2, nil},
		{"a variable that is exported and not set", "dotenv", "export A\n", "this is no NAME=VALUE", 1, nil},
		{"an instruction that there is not", "dockerfile", "FROM a\nRUM b\n", "unknown instruction: RUM", 2, nil},
		{"no instruction", "dockerfile", "# nothing\n", "invalid Dockerfile", 1, nil},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			_, err := configuration.Parse(source.File{Path: "x", Content: []byte(tc.text)}, tc.parser)
			var mistake *configuration.Error
			require.ErrorAs(t, err, &mistake)
			require.ErrorContains(t, err, tc.message)
			require.Equal(t, tc.line, mistake.Span.Line)
			if tc.target != nil {
				require.ErrorIs(t, err, tc.target)
			}
		})
	}
}

func TestLocate(t *testing.T) {
	const pods = "# two\nkind: Pod\nspec:\n  list:\n    - a: &x 1\n    - b: *x\n---\nkind: Other\n"
	cases := []struct {
		name, parser, text string
		part               int
		path               []string
		want               string
	}{
		{"the whole document", "yaml", pods, 0, nil, "2:1"},
		{"a key", "yaml", pods, 0, []string{"kind"}, "2:1"},
		{"an element", "yaml", pods, 0, []string{"spec", "list", "1"}, "6:5"},
		{"what is not there is where the nearest is", "yaml", pods, 0, []string{"spec", "securityContext", "user"}, "3:1"},
		{"an index beyond the end", "yaml", pods, 0, []string{"spec", "list", "7"}, "4:3"},
		{"the second document", "yaml", pods, 1, []string{"kind"}, "8:1"},
		{"an element of a list of all", "json", "[\n{\"a\": 1},\n{\"b\": {\"c\": 2}}]", 1, []string{"b", "c"}, "3:8"},
		{"JSON with tabs", "json", "{\n\t\"a\": 1\n}", 0, []string{"a"}, "2:2"},
		{"a table that is one of several", "toml", "[[s]]\nn = 1\n[[s]]\nn = 2\n", 0, []string{"s", "1", "n"}, "4:1"},
		{"a dotted key", "toml", "[a]\nb.c = 1\n", 0, []string{"a", "b", "c"}, "2:1"},
		{"no such key in TOML", "toml", "[a]\nb = 1\n", 0, []string{"z"}, "1:1"},
		{"a variable", "dotenv", "# c\nA=\"x\ny\"\nB=1\n", 0, []string{"B"}, "4:1"},
		{"a file of variables", "dotenv", "A=1\n", 0, nil, "-"},
		{"an ignored path", "ignore", "a\nb\n", 0, []string{"1", "Value"}, "2:1"},
		{"all of them", "ignore", "a\nb\n", 0, nil, "-"},
		{"an instruction", "dockerfile", "# c\nFROM a\nRUN b \\\n  c\n", 0, []string{"2", "Value", "0"}, "3:1"},
		{"a comment", "dockerfile", "FROM a\n\n# c\n\nRUN b\n", 0, []string{"1"}, "3:1"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			read, err := configuration.Parse(source.File{Path: "x", Content: []byte(tc.text)}, tc.parser)
			require.NoError(t, err)
			place := read.Parts[tc.part].Locate(tc.path)
			require.Equal(t, "x", place.File)
			require.Equal(t, tc.want, place.Span.String())
		})
	}
}

func TestCombine(t *testing.T) {
	var all []*configuration.Configuration
	for path, text := range map[string]string{"a.yaml": "x: 1\n---\nz: 2\n"} {
		read, err := configuration.Parse(source.File{Path: path, Content: []byte(text)}, "")
		require.NoError(t, err)
		all = append(all, read)
	}
	combined, err := configuration.Combine(all)
	require.NoError(t, err)
	require.JSONEq(t, `[{"path":"a.yaml","contents":{"x":1}},{"path":"a.yaml","contents":{"z":2}}]`, string(combined.Input))
	require.Equal(t, "3:1", combined.Locate([]string{"1", "contents", "z"}).Span.String())
	require.Equal(t, "a.yaml", combined.Locate([]string{"0", "path"}).File)
	require.Empty(t, combined.Locate(nil))
	require.Empty(t, combined.Locate([]string{"2", "contents"}))
	require.Empty(t, combined.Locate([]string{"x"}))
}

func FuzzParse(f *testing.F) {
	for _, shape := range shapes {
		f.Add(shape.parser, shape.text)
	}
	f.Fuzz(func(t *testing.T, parser, text string) {
		read, err := configuration.Parse(source.File{Path: "x", Content: []byte(text)}, parser)
		if err != nil {
			return
		}
		lines := source.NewLines([]byte(text))
		for _, part := range read.Parts {
			require.True(t, json.Valid(part.Input))
			for _, path := range [][]string{nil, {"a"}, {"0"}, {"1", "Value"}, {"s", "0", "n"}, {"spec", "list", "1"}} {
				span := part.Locate(path).Span
				require.LessOrEqual(t, span.EndLine, lines.Count()+1)
			}
		}
	})
}
