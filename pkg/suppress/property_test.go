package suppress_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
	"github.com/seaworthy-policy/seaworthy/pkg/suppress"
)

const real = "../../../shared/real"

// realFiles calls the function with each file of real projects whose name the pattern fits.
func realFiles(t *testing.T, pattern string, check func(t *testing.T, name string, content []byte)) {
	if _, err := os.Stat(real); err != nil {
		t.Skip("no files of real projects in the shared folder beside the checkout")
	}
	count := 0
	require.NoError(t, filepath.WalkDir(real, func(name string, entry fs.DirEntry, err error) error {
		if matched, _ := filepath.Match(pattern, filepath.Base(name)); err != nil || entry.IsDir() || !matched {
			return err
		}
		content, err := os.ReadFile(name)
		require.NoError(t, err)
		check(t, name, content)
		count++
		return nil
	}))
	require.NotZero(t, count)
}

// A comment put before each instruction that BuildKit's parser finds is about exactly that instruction's lines.
func TestInstructionsAreBuildKits(t *testing.T) {
	realFiles(t, "*Dockerfile*", func(t *testing.T, name string, content []byte) {
		parsed, err := parser.Parse(bytes.NewReader(content))
		if err != nil {
			return
		}
		lines := strings.SplitAfter(string(content), "\n")
		var commented strings.Builder
		var want []suppress.Scope
		next := 0
		for i, node := range parsed.AST.Children {
			commented.WriteString(strings.Join(lines[next:node.StartLine-1], ""))
			commented.WriteString("# trivy:ignore:X\n")
			next = node.StartLine - 1
			want = append(want, suppress.Scope{First: node.StartLine + i + 1, Last: node.EndLine + i + 1})
		}
		commented.WriteString(strings.Join(lines[next:], ""))
		var scopes []suppress.Scope
		for _, found := range read(t, "Dockerfile", commented.String()) {
			scopes = append(scopes, found.Scope)
		}
		require.Equal(t, want, scopes, name)
	})
}

// Every comment in YAML is found, and nothing else: with a suppression in each place that may be one, cutting what is
// found short changes no value, and what is left is part of some value.
func TestYAMLCommentsAreYAMLs(t *testing.T) {
	realFiles(t, "*.y*ml", func(t *testing.T, name string, content []byte) {
		marked := bytes.ReplaceAll(content, []byte(" #"), []byte(" #trivy:ignore:X "))
		want, err := values(marked)
		if err != nil {
			return
		}
		cut := without(marked, read(t, "compose.yaml", string(marked)))
		got, err := values(cut)
		require.NoError(t, err, name)
		require.Equal(t, want, got, name)
		for line := range bytes.Lines(cut) {
			if rest := bytes.TrimSpace(line); bytes.HasPrefix(rest, []byte("#trivy:ignore:X")) {
				require.Contains(t, want, string(bytes.TrimSpace(rest)), "%s: a comment that is not found", name)
			}
		}
	})
}

// without cuts comments down to their number signs.
func without(content []byte, comments []suppress.Suppression) []byte {
	starts := map[int]int{}
	for _, found := range comments {
		starts[found.Span.Line] = found.Span.Column
	}
	lines := source.NewLines(content)
	kept := make([]string, lines.Count())
	for line := 1; line <= lines.Count(); line++ {
		text := lines.Text(line)
		if column := starts[line]; column > 0 {
			text = string([]rune(text)[:column])
		}
		kept[line-1] = text
	}
	return []byte(strings.Join(kept, "\n"))
}

// values prints what a stream of YAML holds.
func values(content []byte) (string, error) {
	var printed strings.Builder
	decoder := yaml.NewDecoder(bytes.NewReader(content))
	for {
		var node yaml.Node
		if err := decoder.Decode(&node); err != nil {
			if strings.Contains(err.Error(), "EOF") {
				return printed.String(), nil
			}
			return "", err
		}
		printValues(&printed, &node)
	}
}

func printValues(printed *strings.Builder, node *yaml.Node) {
	fmt.Fprintf(printed, "%d %s %s\n", node.Kind, node.Tag, node.Value)
	for _, child := range node.Content {
		printValues(printed, child)
	}
}

// Whatever a file holds, reading it ends, and every suppression has its place in the file.
func FuzzRead(f *testing.F) {
	for _, test := range formCases {
		f.Add(test.file, test.content)
	}
	f.Add("compose.yaml", "a: !!str &b >-2\r\n    # trivy:ignore:X\r\nb: {c: \"# d\"}# x\r\n...\r\n# trivy:ignore:X\r\n--- # trivy:ignore:X\n")
	f.Add("pod.yaml", "a: &a {items: *a, spec: *a}\nmetadata: {annotations: *a}\nkube-score/ignore: x\n")
	f.Add("Dockerfile", "# escape=`\nRUN <<'E O F' <<-\"x\" `\n#trivy:ignore:X\n`\n\tx\n")
	f.Fuzz(func(t *testing.T, file, content string) {
		if formats[file] == "" {
			file = "Dockerfile"
		}
		lines := source.NewLines([]byte(content))
		for _, found := range read(t, file, content) {
			require.Positive(t, found.Span.Line)
			require.LessOrEqual(t, found.Span.EndLine, lines.Count())
			require.Equal(t, found.Span, lines.Span(lines.Offset(found.Span.Line, found.Span.Column), lines.Offset(found.Span.EndLine, found.Span.EndColumn)))
			require.LessOrEqual(t, found.Scope.Last, lines.Count())
			require.True(t, found.Scope.WholeFile || found.Scope == suppress.Scope{} || found.Scope.First >= 1 && found.Scope.First <= found.Scope.Last)
		}
	})
}
