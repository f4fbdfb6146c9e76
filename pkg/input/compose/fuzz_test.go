package compose_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/template"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/compose"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// FuzzParse gives a project of two files to the reader: nothing panics, and every place lies inside its file.
func FuzzParse(f *testing.F) {
	archives, err := filepath.Glob("testdata/project/*.txtar")
	require.NoError(f, err)
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		require.NoError(f, err)
		f.Add(string(archive.Files[0].Data), string(archive.Files[1%len(archive.Files)].Data))
	}
	real, err := filepath.Glob(filepath.Join(shared, "real", "compose", "*", "*", "*.yml"))
	require.NoError(f, err)
	for i, name := range real {
		content, err := os.ReadFile(name)
		require.NoError(f, err)
		if i%5 == 0 {
			f.Add(string(content), "TAG=1\n")
		}
	}
	f.Add("services: {a: {extends: {file: other, service: a}, ports: ['[::1]:1-2:3-4'], volumes: [C:\\a:/b]}}", "services: {a: &a [*a]}")
	f.Add("a: &a {<<: *a}\nservices: {<<: [*a], a: !reset , b: !override [], c: {environment: [=]}}", "\xff\x00")
	f.Fuzz(func(t *testing.T, main, other string) {
		open := func(string) ([]byte, error) { return []byte(other), nil }
		documents, problems := compose.Parse(source.File{Path: "compose.yaml", Content: []byte(main)}, compose.Options{Open: open})
		require.NotEmpty(t, documents)
		for _, problem := range problems {
			requireInside(t, main, problem.Span)
		}
		for _, at := range placesOf(documents) {
			location := documents[0].Locator.Locate(at)
			if text := main; location.File == "" {
				requireInside(t, text, location.Span)
			} else {
				requireInside(t, other, location.Span)
			}
		}
	})
}

// placesOf are places of all kinds that rules point at.
func placesOf(documents []*input.Document) []string {
	places := []string{"", "name", "services/", "services/a/ports/99", "files/0/keys/0", "readings/0"}
	facet := documents[0].Compose
	for _, each := range facet.Services {
		places = append(places, each.At, each.At+"/read_only_root", each.At+"/limits/memory")
		for _, text := range each.Volumes {
			places = append(places, text.At, text.At+"/value")
		}
	}
	for _, each := range facet.Variables {
		places = append(places, each.At)
	}
	for _, each := range facet.Violations {
		places = append(places, each.At, each.At+"/value")
	}
	return places
}

func requireInside(t *testing.T, text string, span source.Span) {
	t.Helper()
	lines := source.NewLines([]byte(text))
	require.GreaterOrEqual(t, span.Line, 1)
	require.LessOrEqual(t, span.EndLine, lines.Count())
	require.GreaterOrEqual(t, span.Column, 1)
	require.LessOrEqual(t, span.EndColumn, len([]rune(lines.Text(span.EndLine)))+1)
	require.LessOrEqual(t, span.Line, span.EndLine)
}

// FuzzVariables fills in variables as compose does, where all that are named are set.
func FuzzVariables(f *testing.F) {
	for _, text := range []string{
		"a", "$A", "${A}", "${A:-b}", "${A-b}", "${A:+b}", "${A+b}", "${A:?b}", "$$A", "$", "$1", "${A:-${B:-c}}d", "${A}${B}",
		"${A:-}", "x${A:-{}}y", "${A:-b}${B}", "$A$$B", "${A:-b:-c}", "${A:-$B}",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !printable(text) || strings.Contains(text, "{") && strings.Count(text, "{") != strings.Count(text, "${") {
			t.Skip("compose counts braces that are none of a variable")
		}
		set := map[string]string{"A": "1", "B": "2", "A1": "3"}
		want, err := template.Substitute(text, func(name string) (string, bool) { v, ok := set[name]; return v, ok })
		documents, problems := files{
			"compose.yaml": "name: '" + strings.ReplaceAll(text, "'", "''") + "'", ".env": "A=1\nB=2\nA1=3\n",
		}.parse()
		var missing *template.MissingRequiredError
		if err != nil && !errors.As(err, &missing) || len(problems) > 0 || documents[0].Compose.Name == nil {
			t.Skip()
		}
		if name := documents[0].Compose.Name; name.State.Known() {
			require.Equal(t, want, name.Text)
		}
	})
}

func printable(text string) bool {
	for _, character := range text {
		if character < ' ' || character > '~' {
			return false
		}
	}
	return true
}
