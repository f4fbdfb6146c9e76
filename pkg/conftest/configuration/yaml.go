package configuration

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/input/yamlfile"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// parseYAML reads YAML documents as YAML 1.1, of which conftest's reader is, with the keys of mappings as JSON has them.
func parseYAML(text []byte) ([]document, error) {
	var documents []document
	for _, each := range split(text) {
		read, err := each.parse()
		if err != nil {
			return nil, err
		}
		documents = append(documents, read...)
	}
	return documents, nil
}

// A chunk is the text of one YAML document and the number of lines before it.
type chunk struct {
	text   []byte
	before int
}

// split cuts a text at the lines that begin a document. As with conftest, what stands before the first of them is a
// document too, be it nothing but comments, and a line at the very beginning separates nothing.
func split(text []byte) []chunk {
	var chunks []chunk
	current, started := chunk{}, false
	lines := bytes.SplitAfter(text, []byte("\n"))
	start, at := 0, 0
	for i, line := range lines {
		if rest, marked := bytes.CutPrefix(line, []byte("---")); marked && started && beginsDocument(rest) {
			current.text = text[start:at]
			chunks = append(chunks, current)
			current, started = chunk{before: i + 1}, false
			start = at + len(line)
			if content := bytes.TrimSpace(rest); len(content) > 0 && content[0] != '#' {
				current.before, started, start = i, true, at
			}
		} else {
			started = started || !bytes.HasPrefix(line, []byte("%"))
		}
		at += len(line)
	}
	current.text = text[start:]
	return append(chunks, current)
}

func beginsDocument(rest []byte) bool {
	return len(rest) == 0 || bytes.ContainsRune([]byte(" \t\r\n"), rune(rest[0]))
}

// read is the tree of nodes of a chunk, and what tells their places.
type read struct {
	file   *yamlfile.File
	root   *yaml.Node
	before int
}

// parse reads a chunk, which may hold more documents behind a line of three dots.
func (c chunk) parse() ([]document, error) {
	file, roots, problem := yamlfile.Parse(c.text)
	if problem != nil {
		return nil, &Error{Span: shift(problem.Span, c.before), Err: errors.New(problem.Message)}
	}
	if len(roots) == 0 {
		start := source.Span{Line: c.before + 1, Column: 1, EndLine: c.before + 1, EndColumn: 1}
		return []document{{value: nil, locate: func([]string) source.Span { return start }}}, nil
	}
	var documents []document
	for _, root := range roots {
		r := read{file: file, root: root, before: c.before}
		value, err := r.value()
		if err != nil {
			return nil, &Error{Span: shift(file.Text(root), c.before), Err: err}
		}
		documents = append(documents, document{value: value, locate: r.locate})
	}
	return documents, nil
}

func (r read) value() (tree, error) {
	makeOlder(r.root, map[*yaml.Node]bool{})
	var value tree
	if err := r.root.Decode(&value); err != nil {
		return nil, errors.New("invalid YAML: " + strings.TrimPrefix(err.Error(), "yaml: "))
	}
	return jsonTree(value)
}

func shift(span source.Span, lines int) source.Span {
	if span.IsZero() {
		return span
	}
	span.Line += lines
	span.EndLine += lines
	return span
}

// olderTruths are the words for true and false that YAML 1.1 has more than 1.2 (https://yaml.org/type/bool.html).
var olderTruths = map[string]string{
	"y": "true", "yes": "true", "on": "true", "n": "false", "no": "false", "off": "false",
}

// makeOlder makes a reader of YAML 1.2 understand 1.1: more words are truth values. Dates stay the texts that they are
// written as, and of a key that stands twice in a mapping the last holds.
func makeOlder(node *yaml.Node, done map[*yaml.Node]bool) {
	if done[node] {
		return
	}
	done[node] = true
	if node.Kind == yaml.ScalarNode && node.ShortTag() == "!!timestamp" {
		node.Tag = "!!str"
	}
	if plain := node.Style == 0 && node.Kind == yaml.ScalarNode && node.ShortTag() == "!!str"; plain && writtenAsTruth(node.Value) {
		node.Tag, node.Value = "!!bool", olderTruths[strings.ToLower(node.Value)]
	}
	for _, child := range node.Content {
		makeOlder(child, done)
	}
	if node.Kind == yaml.MappingNode {
		dropDuplicates(node)
	}
}

// writtenAsTruth knows the three ways to write a word: yes, Yes, YES.
func writtenAsTruth(text string) bool {
	lower := strings.ToLower(text)
	return olderTruths[lower] != "" && (text == lower || text == strings.ToUpper(text) || text == strings.ToUpper(lower[:1])+lower[1:])
}

func dropDuplicates(mapping *yaml.Node) {
	last := map[string]int{}
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if key := mapping.Content[i]; key.Kind == yaml.ScalarNode {
			last[key.Value] = i
		}
	}
	var kept []*yaml.Node
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		key := mapping.Content[i]
		if key.Kind != yaml.ScalarNode || last[key.Value] == i {
			kept = append(kept, key, mapping.Content[i+1])
		}
	}
	mapping.Content = kept
}

// locate returns where a path leads in the nodes, or where it is lost.
func (r read) locate(path []string) source.Span {
	at := r.root
	span := r.file.Text(at)
	for _, step := range path {
		key, value := child(at, step)
		if value == nil {
			break
		}
		if key != nil {
			span = r.file.Pair(key, value)
		} else {
			span = r.file.Element(value)
		}
		if at = value; value.Kind == yaml.AliasNode {
			at = value.Alias
		}
	}
	return shift(span, r.before)
}

// child returns what a step leads to, with its key in a mapping.
func child(node *yaml.Node, step string) (key, value *yaml.Node) {
	switch node.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(node.Content); i += 2 {
			if node.Content[i].Value == step {
				return node.Content[i], node.Content[i+1]
			}
		}
	case yaml.SequenceNode:
		if i, err := strconv.Atoi(step); err == nil && i >= 0 && i < len(node.Content) {
			return nil, node.Content[i]
		}
	}
	return nil, nil
}

var (
	errKey    = errors.New("invalid YAML: this key has no form in JSON")
	errNumber = errors.New("invalid YAML: this number has no form in JSON")
)

// jsonTree gives mappings the keys that they have in JSON.
func jsonTree(value tree) (tree, error) {
	switch value := value.(type) {
	case map[string]tree:
		return jsonObject(value, func(key string) (string, error) { return key, nil })
	case map[tree]tree:
		return jsonObject(value, jsonKey)
	case []tree:
		for i, element := range value {
			var err error
			if value[i], err = jsonTree(element); err != nil {
				return nil, err
			}
		}
		return value, nil
	case float64:
		if math.IsInf(value, 0) || math.IsNaN(value) {
			return nil, fmt.Errorf("%w: %v", errNumber, value)
		}
	case int:
		return float64(value), nil
	case int64:
		return float64(value), nil
	case uint64:
		return float64(value), nil
	}
	return value, nil
}

func jsonObject[K comparable](mapping map[K]tree, name func(K) (string, error)) (tree, error) {
	object := make(map[string]tree, len(mapping))
	for key, value := range mapping {
		text, err := name(key)
		if err != nil {
			return nil, err
		}
		if object[text], err = jsonTree(value); err != nil {
			return nil, err
		}
	}
	return object, nil
}

func jsonKey(key tree) (string, error) {
	switch key := key.(type) {
	case string:
		return key, nil
	case int, int64, uint64, bool:
		return fmt.Sprint(key), nil
	case float64:
		return strconv.FormatFloat(key, 'g', -1, 32), nil
	}
	return "", fmt.Errorf("%w: %v", errKey, key)
}
