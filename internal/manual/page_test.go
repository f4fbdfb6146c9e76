package manual_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/internal/manual"
)

const page = "Say `seaworthy rules`, or `make test`; `rules` is a name.\n" +
	"```console\n$ seaworthy test .\na\n\nb\n$ ls\n```\n" +
	"```sh\nls # why\n\nseaworthy version\nseaworthy \\\n  rules\n```\n" +
	"```go\nx := 1\n```\n" +
	"```rego a/b.rego\npackage b\n```\n" +
	"```yaml\nkind: Pod\n```\n"

func TestParts(t *testing.T) {
	require.Equal(t, []manual.Part{
		{Line: 1, Command: "seaworthy rules"},
		{Line: 1, Command: "make test"},
		{Line: 3, Command: "seaworthy test .", Output: []string{"a", "", "b"}},
		{Line: 7, Command: "ls"},
		{Line: 10, Command: "ls"},
		{Line: 12, Command: "seaworthy version"},
		{Line: 13, Command: "seaworthy rules"},
		{Line: 17, Go: "x := 1\n"},
		{Line: 20, Path: "a/b.rego", Content: "package b\n"},
	}, manual.Parse(page).Parts())
}

func TestStepsOfPipelines(t *testing.T) {
	tests := []struct{ name, file, want string }{
		{"GitHub", "jobs:\n  a:\n    steps:\n      - uses: x\n      - run: go vet\n      - run: |\n          ls # why\n          pwd\n", "6 go vet, 8 ls, 9 pwd"},
		{"GitLab", "job:\n  script:\n    - ls\n    - pwd\n", "4 ls, 5 pwd"},
		{"Azure", "steps:\n  - script: ls\n  - bash: pwd\n", "3 ls, 4 pwd"},
		{"a manifest", "kind: Pod\nspec:\n  containers: [{command: [ls]}]\n", ""},
		{"no YAML", "a: [", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			parts := manual.Parse("```yaml ci.yml\n" + test.file + "```\n").Parts()
			require.Equal(t, "ci.yml", parts[0].Path)
			var found []string
			for _, part := range parts[1:] {
				found = append(found, fmt.Sprint(part.Line, " ", part.Command))
			}
			require.Equal(t, test.want, strings.Join(found, ", "))
		})
	}
}

func TestReplaceChangesNothingButTheOutput(t *testing.T) {
	parsed := manual.Parse(page)
	parsed.Replace(parsed.Parts()[2], []string{"c"})
	parts := parsed.Parts()
	require.Equal(t, []string{"c"}, parts[2].Output)
	require.Equal(t, "ls", parts[3].Command)
	require.Len(t, parts, 9)
}

func TestRenew(t *testing.T) {
	report := []string{
		"f:1:1: low: one [a/one]", "  excerpt", "",
		"f:2:1: low: two [a/two]", "",
		"f:3:1: low: two again [a/two]", "",
		"1 failure", "1 file", "",
	}
	tests := []struct {
		name          string
		excerpt, want []string
	}{
		{"nothing changed", []string{"f:2:1: low: two [a/two]", "", "...", "", "1 failure", "1 file"}, []string{"f:2:1: low: two [a/two]", "", "...", "", "1 failure", "1 file"}},
		{"a finding moved", []string{"f:9:9: low: one [a/one]", "", "..."}, []string{"f:1:1: low: one [a/one]", "  excerpt", "", "..."}},
		{"a finding is gone", []string{"...", "", "f:1:1: low: gone [a/gone]", "", "1 failure", "1 file"}, []string{"...", "", "1 failure", "1 file"}},
		{"other numbers", []string{"...", "", "9 failures"}, []string{"...", "", "1 failure", "1 file"}},
		{"nothing is left out", []string{"9 failures"}, report[:len(report)-1]},
		{"a paragraph that is no finding", []string{"f:2:1: low: two [a/two]", "other", "", "..."}, []string{"f:2:1: low: two [a/two]", "", "..."}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, manual.Renew(test.excerpt, report))
		})
	}
}
