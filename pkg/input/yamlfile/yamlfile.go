// Package yamlfile reads YAML as nodes and tells where in the file each of them stands.
//
// A YAML reader gives a node the line and column at which it begins, in its own idea of lines. Findings need the stretch
// of text that a person would mark: key and value, or an element with its dash.
//
//	file, roots, problem := yamlfile.Parse(content)
//	span := file.Pair(roots[0].Content[0], roots[0].Content[1])
//
// Nodes are those of go.yaml.in/yaml/v3; aliases and merge keys are left to the caller, who knows what they may cost.
package yamlfile

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A File is a YAML text that spans are asked of.
type File struct {
	content []byte
	lines   *source.Lines
	// starts are the offsets at which the YAML reader begins a line.
	starts []int
}

// Parse returns the roots of the file's documents, those before a mistake where there is one, and the mistake.
func Parse(content []byte) (*File, []*yaml.Node, *input.Problem) {
	file := &File{content: content, lines: source.NewLines(content), starts: LineStarts(content)}
	decoder := yaml.NewDecoder(bytes.NewReader(content))
	var roots []*yaml.Node
	for {
		var document yaml.Node
		err := decoder.Decode(&document)
		if errors.Is(err, io.EOF) {
			return file, roots, nil
		}
		if err != nil {
			return file, roots, file.problem(err)
		}
		roots = append(roots, document.Content...)
	}
}

// Start is the beginning of the file.
func (f *File) Start() source.Span {
	return f.lines.Span(0, 0)
}

// Pair returns the span of key and value for a scalar or an alias, of the key for what holds more.
func (f *File) Pair(key, value *yaml.Node) source.Span {
	if value.Kind == yaml.ScalarNode || value.Kind == yaml.AliasNode {
		return f.span(key, value)
	}
	return f.span(key, key)
}

// Element returns the span of a list's element with the dash before it; of a mapping in a list, its first pair.
func (f *File) Element(node *yaml.Node) source.Span {
	start, end := f.startOf(node), f.endOf(node)
	if node.Kind == yaml.MappingNode && len(node.Content) > 1 {
		pair := f.Pair(node.Content[0], node.Content[1])
		end = max(end, f.lines.Offset(pair.EndLine, pair.EndColumn))
	}
	return f.lines.Span(f.dashBefore(start), end)
}

// Text returns the span of a scalar with its quotes, and without its tag and anchor; of anything else, where it begins.
func (f *File) Text(node *yaml.Node) source.Span {
	start := f.startOf(node)
	if node.Kind == yaml.ScalarNode {
		start = f.skipProperties(start)
	}
	return f.lines.Span(start, f.endOf(node))
}

// Duplicates returns the keys below the node that stand twice in one mapping, which YAML forbids
// (https://yaml.org/spec/1.2.2/#mapping).
func (f *File) Duplicates(root *yaml.Node) []input.Problem {
	var found []input.Problem
	if root.Kind == yaml.MappingNode {
		seen := make(map[string]bool, len(root.Content)/2)
		for i := 0; i+1 < len(root.Content); i += 2 {
			key := root.Content[i]
			if key.Kind == yaml.ScalarNode && seen[key.Value] {
				message := "the key " + strconv.Quote(key.Value) + " stands twice in one mapping"
				found = append(found, input.Problem{Message: message, Span: f.span(key, key)})
			}
			seen[key.Value] = key.Kind == yaml.ScalarNode
		}
	}
	for _, child := range root.Content {
		found = append(found, f.Duplicates(child)...)
	}
	return found
}

// Line returns the text of a line.
func (f *File) Line(line int) string {
	return f.lines.Text(line)
}

// complaint takes an error of the YAML reader apart: it tells a line only in its text.
var complaint = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?s)\A(?:yaml: )?(?:line (\d+): )?(.*)\z`) })

func (f *File) problem(err error) *input.Problem {
	parts := complaint().FindStringSubmatch(err.Error())
	if at := f.unreadable(); parts[1] == "" && at >= 0 {
		return &input.Problem{Message: "invalid YAML: " + parts[2], Span: f.lines.Span(at, at+1)}
	}
	start := f.starts[MistakeLine(f.content, f.starts, parts[1], parts[2])-1]
	end := f.lineEnd(start)
	blanks := len(f.content[start:end]) - len(bytes.TrimLeft(f.content[start:end], " \t"))
	return &input.Problem{Message: "invalid YAML: " + parts[2], Span: f.lines.Span(start+blanks, end)}
}

// MistakeLine returns the line on which a mistake in a text is, by the line and the message that the YAML reader tells of it
// and the offsets at which its lines begin. For a line that fits into no block the reader tells where the block began, which
// may be a page above: then it is the first line up to which the reader makes the same complaint.
func MistakeLine(content []byte, starts []int, told, message string) int {
	line, _ := strconv.Atoi(told)
	line = min(max(line, 1), len(starts))
	if message != "did not find expected key" && message != "did not find expected '-' indicator" {
		return line
	}
	return line + sort.Search(len(starts)-line, func(further int) bool {
		var document yaml.Node
		decoder := yaml.NewDecoder(bytes.NewReader(content[:starts[line+further]]))
		for {
			if err := decoder.Decode(&document); err != nil {
				return strings.HasSuffix(err.Error(), message)
			}
		}
	})
}

// unreadable returns the offset of the first byte that is no text to a YAML reader, which does not tell where it was; -1
// where there is none (https://yaml.org/spec/1.2.2/#51-character-set).
func (f *File) unreadable() int {
	for at := 0; at < len(f.content); {
		character, size := utf8.DecodeRune(f.content[at:])
		control := character < ' ' && character != '\t' && character != '\n' && character != '\r' || character == 0x7f
		if control || character == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return -1
}

// LineStarts returns the offsets at which the YAML reader begins a line. It ends lines also where editors do not: at a
// lone carriage return, and at Unicode's NEL, LS and PS.
func LineStarts(content []byte) []int {
	starts := []int{0}
	for at := 0; at < len(content); {
		character, size := utf8.DecodeRune(content[at:])
		at += size
		switch character {
		case '\r':
			if at < len(content) && content[at] == '\n' {
				at++
			}
			starts = append(starts, at)
		case '\n', '\u0085', '\u2028', '\u2029':
			starts = append(starts, at)
		}
	}
	return starts
}

// Child returns the value of a mapping's own key, nil where there is none. It does not follow aliases: they can lead in circles.
func Child(node *yaml.Node, key string) *yaml.Node {
	if node == nil || node.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		if node.Content[i].Value == key {
			return node.Content[i+1]
		}
	}
	return nil
}

// Lines returns the whole lines of a span with the line break behind them; zero where something else stands on them.
func (f *File) Lines(span source.Span) source.Span {
	start, end := f.lines.Offset(span.Line, 1), f.lines.Offset(span.EndLine, span.EndColumn)
	before := f.content[start:f.lines.Offset(span.Line, span.Column)]
	after := f.content[end:f.lineEnd(end)]
	if len(bytes.TrimSpace(before)) > 0 || len(bytes.TrimSpace(after)) > 0 {
		return source.Span{}
	}
	if span.EndLine == f.lines.Count() {
		return f.lines.Span(start, f.lineEnd(end))
	}
	return source.Span{Line: span.Line, Column: 1, EndLine: span.EndLine + 1, EndColumn: 1}
}
