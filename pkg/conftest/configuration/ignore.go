package configuration

import (
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// parseIgnore reads the lines of a .gitignore or .dockerignore, comments and empty ones included. All of them are one
// list, which is what policies are asked about.
func parseIgnore(text []byte) ([]document, error) {
	lines := strings.Split(string(text), "\n")
	entries := make([]tree, len(lines))
	for i, line := range lines {
		entries[i] = ignoreEntry(strings.TrimSuffix(line, "\r"))
	}
	counted := source.NewLines(text)
	return []document{{value: []tree{entries}, locate: func(path []string) source.Span {
		return lineOf(counted, path)
	}}}, nil
}

// lineOf returns the line that the second step counts: the first leads into the list of all.
func lineOf(lines *source.Lines, path []string) source.Span {
	if len(path) < 2 {
		return source.Span{}
	}
	i, err := strconv.Atoi(path[1])
	if err != nil || i < 0 || i >= lines.Count() {
		return source.Span{}
	}
	return lines.Span(lines.Offset(i+1, 1), lines.Offset(i+1, 1)+len(lines.Text(i+1)))
}

func ignoreEntry(line string) tree {
	kind, value := "Path", strings.TrimRight(line, " ")
	switch {
	case line == "":
		kind = "Empty"
	case strings.HasPrefix(line, "#"):
		kind, value = "Comment", strings.TrimSpace(line[1:])
	case strings.HasPrefix(line, "!"):
		kind, value = "NegatedPath", value[1:]
	case strings.HasPrefix(line, `\#`), strings.HasPrefix(line, `\!`):
		value = value[1:]
	}
	if strings.HasSuffix(value, `\`) && len(value) < len(line) {
		value += " "
	}
	return map[string]tree{"Kind": kind, "Value": value, "Original": line}
}
