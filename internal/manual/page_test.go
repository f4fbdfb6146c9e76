package manual_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/internal/manual"
)

const page = "Say `seaworthy rules`, or `make test`; `rules` is a name.\n" +
	"```console\n$ seaworthy test .\na\n\nb\n$ ls\n```\n" +
	"```sh\nls # why\n\nseaworthy version\n```\n" +
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
		{Line: 15, Go: "x := 1\n"},
		{Line: 18, Path: "a/b.rego", Content: "package b\n"},
	}, manual.Parse(page).Parts())
}

func TestReplaceChangesNothingButTheOutput(t *testing.T) {
	parsed := manual.Parse(page)
	parsed.Replace(parsed.Parts()[2], []string{"c"})
	parts := parsed.Parts()
	require.Equal(t, []string{"c"}, parts[2].Output)
	require.Equal(t, "ls", parts[3].Command)
	require.Len(t, parts, 8)
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
		{"a finding moved", []string{"f:9:9: low: one [a/one]"}, []string{"f:1:1: low: one [a/one]", "  excerpt"}},
		{"a finding is gone", []string{"f:1:1: low: gone [a/gone]", "", "1 failure", "1 file"}, []string{"1 failure", "1 file"}},
		{"other numbers", []string{"9 failures"}, []string{"1 failure", "1 file"}},
		{"nothing shown", nil, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, manual.Renew(test.excerpt, report))
		})
	}
}
