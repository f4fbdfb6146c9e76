package kubernetes

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"sync"
	"unicode/utf16"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/yamlfile"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A chunk is the stretch of a file between two `---` lines, nearly always one YAML document. Chunks are parsed each
// for itself, so that a mistake in one does not hide the others.
type chunk struct {
	content    []byte
	start, end int
	lines      *source.Lines
	// starts gives the offsets in the chunk at which the YAML reader begins a line, worked out once.
	starts func() []int
	// suspicious tells that some text in the document at hand looks like a credential, worked out once.
	suspicious func() bool
}

func newChunk(content []byte, start, end int, lines *source.Lines) chunk {
	starts := sync.OnceValue(func() []int { return yamlfile.LineStarts(content[start:end]) })
	return chunk{content: content, start: start, end: end, lines: lines, starts: starts}
}

var separator = regexp.MustCompile(`(?m)^---(?:[ \t\r]|$)`)

// split cuts a file before each separator. YAML lets no text, quoted or not, hold a line that begins with one
// (https://yaml.org/spec/1.2.2/#rule-c-forbidden).
func split(content []byte) []chunk {
	lines := source.NewLines(content)
	var chunks []chunk
	start := 0
	for _, match := range separator.FindAllIndex(content, -1) {
		if isPreamble(content[start:match[0]]) {
			continue
		}
		chunks = append(chunks, newChunk(content, start, match[0], lines))
		start = match[0]
	}
	return apart(append(chunks, newChunk(content, start, len(content), lines)))
}

// neighbours is the look of two objects of JSON with nothing between them.
var neighbours = regexp.MustCompile(`\}\s*\{`)

// apart cuts the chunks that are streams of JSON, one object behind the other, as kubectl takes them and jq writes them.
func apart(chunks []chunk) []chunk {
	cut := make([]chunk, 0, len(chunks))
	for _, c := range chunks {
		if opensWithBrace(c.bytes()) && neighbours.Match(c.bytes()) {
			cut = append(cut, c.values()...)
		} else {
			cut = append(cut, c)
		}
	}
	return cut
}

// values are the objects of a stream of JSON. What is none stays in one piece, for the YAML reader to judge.
func (c chunk) values() []chunk {
	var values []chunk
	decoder, start := json.NewDecoder(bytes.NewReader(c.bytes())), c.start
	for {
		var value json.RawMessage
		err := decoder.Decode(&value)
		if errors.Is(err, io.EOF) {
			return values
		}
		if err != nil {
			return append(values, newChunk(c.content, start, c.end, c.lines))
		}
		end := c.start + int(decoder.InputOffset())
		values = append(values, newChunk(c.content, start, end, c.lines))
		start = c.end - len(bytes.TrimLeft(c.content[end:c.end], " \t\r\n"))
	}
}

// isPreamble reports whether the text holds only comments, blank lines and directives, which belong to what follows.
func isPreamble(text []byte) bool {
	for line := range bytes.Lines(bytes.TrimPrefix(text, []byte("\uFEFF"))) {
		line = bytes.TrimSpace(line)
		if len(line) > 0 && line[0] != '#' && line[0] != '%' {
			return false
		}
	}
	return true
}

func (c chunk) bytes() []byte {
	return c.content[c.start:c.end]
}

// parse returns the roots of the chunk's documents, those before a mistake where there is one.
func (c chunk) parse() ([]*yaml.Node, *input.Problem) {
	decoder := yaml.NewDecoder(bytes.NewReader(joinSurrogates(c.bytes())))
	var roots []*yaml.Node
	for {
		var document yaml.Node
		err := decoder.Decode(&document)
		if errors.Is(err, io.EOF) {
			return roots, nil
		}
		if err != nil {
			return roots, c.problem(err)
		}
		if key := oddKey(&document); key != nil {
			return roots, &input.Problem{Message: "invalid YAML: a key that is no scalar", Span: c.span(key, key)}
		}
		roots = append(roots, document.Content...)
	}
}

var surrogates = regexp.MustCompile(`\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}`)

// joinSurrogates rewrites the pairs of escapes with which JSON spells characters beyond the first 65,536: YAML knows no
// pairs. Columns behind one on its line are two less than they should be, which nobody will see who writes by hand.
func joinSurrogates(content []byte) []byte {
	if !opensWithBrace(content) {
		return content
	}
	return surrogates.ReplaceAllFunc(content, func(pair []byte) []byte {
		high, _ := strconv.ParseUint(string(pair[2:6]), 16, 16)
		low, _ := strconv.ParseUint(string(pair[8:12]), 16, 16)
		return fmt.Appendf(nil, `\U%08X`, utf16.DecodeRune(rune(high), rune(low)))
	})
}

// oddKey returns a key that is a mapping or a list: JSON, and so a cluster, has no such keys. They come mostly from
// templates, where `replicas: {{ count }}` is YAML by accident.
func oddKey(node *yaml.Node) *yaml.Node {
	for i, child := range node.Content {
		if node.Kind == yaml.MappingNode && i%2 == 0 && !isMerge(child) && resolve(child).Kind != yaml.ScalarNode {
			return child
		}
		if key := oddKey(child); key != nil {
			return key
		}
	}
	return nil
}

// complaint takes an error of the YAML reader apart: it tells a line only in its text.
var complaint = regexp.MustCompile(`(?s)\A(?:yaml: )?(?:line (\d+): )?(.*)\z`)

func (c chunk) problem(err error) *input.Problem {
	parts := complaint.FindStringSubmatch(err.Error())
	starts := c.starts()
	start := c.start + starts[yamlfile.MistakeLine(c.bytes(), starts, parts[1], parts[2])-1]
	end := c.lineEnd(start)
	blanks := len(c.content[start:end]) - len(bytes.TrimLeft(c.content[start:end], " \t"))
	return &input.Problem{Message: "invalid YAML: " + parts[2], Span: c.lines.Span(start+blanks, end)}
}

// lineEnd returns the offset in the file at which the line around an offset ends, without what is blank there.
func (c chunk) lineEnd(offset int) int {
	end := c.end
	if i := bytes.IndexByte(c.content[offset:c.end], '\n'); i >= 0 {
		end = offset + i
	}
	return offset + len(bytes.TrimRight(c.content[offset:end], " \t\r"))
}

// offset returns where in the file a line and column of the YAML reader is.
func (c chunk) offset(line, column int) int {
	starts := c.starts()
	if line < 1 || line > len(starts) {
		return c.start
	}
	at := c.start + starts[line-1]
	if line == 1 && bytes.HasPrefix(c.content[at:c.end], []byte("\uFEFF")) {
		at += len("\uFEFF")
	}
	for ; column > 1 && at < c.end; column-- {
		_, size := utf8.DecodeRune(c.content[at:c.end])
		at += size
	}
	return at
}
