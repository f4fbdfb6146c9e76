package suppress

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/input/yamlfile"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A manifest is a stretch of a YAML file between two `---` lines, parsed.
type manifest struct {
	content    []byte
	start, end int
	lines      *source.Lines
	// lineStarts are the offsets at which the YAML parser begins a line.
	lineStarts []int
	roots      []*yaml.Node
	reached    position
}

// A position is where a line and column of the YAML parser is in the file.
type position struct{ line, column, offset int }

var separator = regexp.MustCompile(`(?m)^---(?:[ \t\r]|$)`)

// yaml reads the comments and, in Kubernetes manifests, the annotations of a file. Each manifest is read for itself, so
// that a mistake in one does not hide the others. Comments before the first `---` belong to what follows it.
func (r *reader) yaml(content []byte, kubernetes bool) {
	var waiting []comment
	start := 0
	for _, end := range manifestEnds(content) {
		m := manifest{content: content, start: start, end: end, lines: r.set.lines}
		start = end
		if !m.parse() {
			waiting = nil
			continue
		}
		comments := m.comments()
		if len(m.roots) == 0 {
			waiting = append(waiting, comments...)
			continue
		}
		nodes := m.nodes()
		comments, waiting = append(waiting, comments...), nil
		for i := range comments {
			comments[i].scope = nodes.scope(comments[i].span, r.set.lines)
		}
		r.comments(comments)
		if kubernetes {
			r.annotations(&m)
		}
	}
	r.comments(waiting)
	r.sort()
}

func manifestEnds(content []byte) []int {
	var ends []int
	for _, match := range separator.FindAllIndex(content, -1) {
		if match[0] > 0 {
			ends = append(ends, match[0])
		}
	}
	return append(ends, len(content))
}

// parse reports whether all of the manifest is YAML. One of comments only is, and has no roots.
func (m *manifest) parse() bool {
	text := m.content[m.start:m.end]
	m.lineStarts = yamlfile.LineStarts(text)
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	for {
		var document yaml.Node
		err := decoder.Decode(&document)
		if errors.Is(err, io.EOF) {
			return true
		}
		if err != nil {
			return false
		}
		m.roots = append(m.roots, contentOf(&document)...)
	}
}

// contentOf leaves out the null that a document of comments only is.
func contentOf(document *yaml.Node) []*yaml.Node {
	if len(document.Content) == 1 && document.Content[0].Kind == yaml.ScalarNode && document.Content[0].Value == "" {
		return nil
	}
	return document.Content
}

// offset returns where in the file a node begins.
func (m *manifest) offset(node *yaml.Node) int {
	if node.Line < 1 || node.Line > len(m.lineStarts) {
		return m.start
	}
	from := m.reached // of the nodes in a long line each goes on where the last one has been
	if from.line != node.Line || from.column > node.Column {
		from = m.lineStart(node.Line)
	}
	for ; from.column < node.Column && from.offset < m.end; from.column++ {
		_, size := utf8.DecodeRune(m.content[from.offset:m.end])
		from.offset += size
	}
	m.reached = from
	return from.offset
}

func (m *manifest) lineStart(line int) position {
	at := m.start + m.lineStarts[line-1]
	if line == 1 && bytes.HasPrefix(m.content[at:m.end], []byte("\uFEFF")) {
		at += len("\uFEFF")
	}
	return position{line, 1, at}
}

// line returns the line of the file on which a node begins.
func (m *manifest) line(node *yaml.Node) int {
	if node.Line < 1 || node.Line > len(m.lineStarts) {
		return 1
	}
	line, _ := m.lines.Position(m.lineStart(node.Line).offset)
	return line
}

// comments returns the comments of the manifest: what follows a number sign that begins a line or stands behind a blank
// (https://yaml.org/spec/1.2.2/#66-comments), outside of quotes and of block scalars.
func (m *manifest) comments() []comment {
	texts := m.texts()
	var comments []comment
	first, _ := m.lines.Position(m.start)
	last, _ := m.lines.Position(max(m.end-1, m.start))
	for line := first; line <= last; line++ {
		if at := m.commentOn(line, &texts); at >= 0 {
			comments = append(comments, newComment(m.lines, line, at))
		}
	}
	return comments
}

// commentOn returns the offset in a line of its comment, -1 where there is none. Texts that end before it are dropped.
func (m *manifest) commentOn(line int, texts *[]stretch) int {
	text, start := m.lines.Text(line), m.lines.Offset(line, 1)
	for i := 0; i < len(text); i++ {
		if text[i] != '#' || i > 0 && text[i-1] != ' ' && text[i-1] != '\t' {
			continue
		}
		for len(*texts) > 0 && (*texts)[0].end <= start+i {
			*texts = (*texts)[1:]
		}
		if len(*texts) == 0 || start+i < (*texts)[0].start {
			return i
		}
	}
	return -1
}
