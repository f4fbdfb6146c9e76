package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// reader reads YAML nodes of one file, strictly.
type reader struct {
	file  source.File
	lines *source.Lines
	// left is how many nodes may still be turned into JSON: aliases can make a short file endless.
	left int
}

// longestKey is the length in bytes up to which the nearest known key is looked for.
const longestKey = 50

// nodeLimit is far above what people write.
const nodeLimit = 100_000

func newReader(file source.File) *reader {
	return &reader{file: file, lines: source.NewLines(file.Content), left: nodeLimit}
}

// A field is a key of a mapping and its value, aliases followed.
type field struct {
	name       string
	key, value *yaml.Node
}

// mapping does with the file's only document what each does with a mapping.
func (r *reader) mapping(read map[string]func(field) error) error {
	root, err := r.document()
	if err != nil || root == nil {
		return err
	}
	return r.each(root, read)
}

// each hands each field of a mapping to the function of its key. Another key is a mistake.
func (r *reader) each(node *yaml.Node, read map[string]func(field) error) error {
	fields, err := r.fields(node)
	if err != nil {
		return err
	}
	for _, f := range fields {
		store, known := read[f.name]
		if !known {
			return r.unknown(f, slices.Sorted(maps.Keys(read)))
		}
		if err := store(f); err != nil {
			return err
		}
	}
	return nil
}

// unknown names the nearest key to one that there is not, and all of them.
func (r *reader) unknown(f field, known []string) error {
	nearest, distance := "", len(f.name)/2+1
	for _, key := range known {
		if len(f.name) > longestKey {
			break
		}
		if d := levenshtein.ComputeDistance(f.name, key); d < distance {
			nearest, distance = ", did you mean "+key+"?", d
		}
	}
	return r.wrong(f.key, fmt.Sprintf("unknown key %q%s (known: %s)", f.name, nearest, strings.Join(known, ", ")))
}

// document returns the root of the file's only document, nil where the file says nothing.
func (r *reader) document() (*yaml.Node, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(r.file.Content))
	var first, second yaml.Node
	switch err := decoder.Decode(&first); {
	case errors.Is(err, io.EOF):
		return nil, nil
	case err != nil:
		return nil, r.syntax(err)
	}
	switch err := decoder.Decode(&second); {
	case err == nil:
		return nil, r.wrong(second.Content[0], "a second document")
	case !errors.Is(err, io.EOF):
		return nil, r.syntax(err)
	}
	root := follow(first.Content[0])
	if root.ShortTag() == nullTag {
		return nil, nil
	}
	return root, nil
}

// yamlError is the form of the YAML parser's messages, which name a line at most.
var yamlError = regexp.MustCompile(`(?s)^yaml: (?:line (\d+): )?(.*)$`)

// syntax gives an error of the YAML parser a place.
func (r *reader) syntax(err error) error {
	message, line := err.Error(), 1
	if match := yamlError.FindStringSubmatch(message); match != nil {
		message = match[2]
		if number, err := strconv.Atoi(match[1]); err == nil {
			line = number
		}
	}
	line = min(line, r.lines.Count())
	text := r.lines.Text(line)
	column := 1 + len(text) - len(strings.TrimLeft(text, " \t"))
	end := 1 + utf8.RuneCountInString(text)
	return &Error{
		File: r.file.Path, Span: source.Span{Line: line, Column: column, EndLine: line, EndColumn: end},
		Err: errors.New(message),
	}
}

func (r *reader) wrong(node *yaml.Node, message string) error {
	return &Error{File: r.file.Path, Span: r.span(node), Err: errors.New(message)}
}

// fields returns the fields of a mapping in the order of the file.
func (r *reader) fields(node *yaml.Node) ([]field, error) {
	if node.Kind != yaml.MappingNode {
		return nil, r.wrong(node, kind(node)+" where keys and values are wanted")
	}
	var fields []field
	first := map[string]*yaml.Node{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := follow(node.Content[i]), follow(node.Content[i+1])
		if key.Kind != yaml.ScalarNode || key.ShortTag() == mergeTag {
			return nil, r.wrong(node.Content[i], "a key that is no plain text")
		}
		if earlier, twice := first[key.Value]; twice {
			return nil, r.wrong(key, fmt.Sprintf("key %q stands at %s already", key.Value, r.span(earlier)))
		}
		first[key.Value] = key
		fields = append(fields, field{name: key.Value, key: key, value: value})
	}
	return fields, nil
}

func (r *reader) text(f field) (string, error) {
	if f.value.Kind != yaml.ScalarNode || f.value.ShortTag() != textTag {
		return "", r.wrong(f.value, fmt.Sprintf("%s is %s where text is wanted", f.name, kind(f.value)))
	}
	return f.value.Value, nil
}

func (r *reader) boolean(f field) (bool, error) {
	var value bool
	if f.value.Kind != yaml.ScalarNode || f.value.ShortTag() != boolTag || f.value.Decode(&value) != nil {
		return false, r.wrong(f.value, fmt.Sprintf("%s is %s where true or false is wanted", f.name, kind(f.value)))
	}
	return value, nil
}

// parameters reads values by rule and parameter, with the place of each.
func (r *reader) parameters(node *yaml.Node) (rule.Parameters, []setting, error) {
	parameters := rule.Parameters{}
	var settings []setting
	rules, err := r.fieldsOrNothing(node)
	if err != nil {
		return nil, nil, err
	}
	for _, named := range rules {
		settings = append(settings, setting{rule: named.name, span: r.span(named.key)})
		values, err := r.fieldsOrNothing(named.value)
		if err != nil {
			return nil, nil, err
		}
		for _, f := range values {
			value, err := r.json(f.value)
			if err != nil {
				return nil, nil, err
			}
			set(parameters, named.name, f.name, value)
			settings = append(settings, setting{rule: named.name, parameter: f.name, span: r.span(f.key)})
		}
	}
	return parameters, settings, nil
}

// fieldsOrNothing allows a key without a value, as it is left when all below it has been commented out.
func (r *reader) fieldsOrNothing(node *yaml.Node) ([]field, error) {
	if node.ShortTag() == nullTag {
		return nil, nil
	}
	return r.fields(node)
}

// follow returns what an alias stands for.
func follow(node *yaml.Node) *yaml.Node {
	for node.Kind == yaml.AliasNode {
		node = node.Alias
	}
	return node
}

// span is the place of a node: all of it for text in one line, its start for everything else. YAML ends lines at more
// characters than editors do; a place that they do not have becomes the nearest one.
func (r *reader) span(node *yaml.Node) source.Span {
	end := node.Column
	if node.Kind == yaml.ScalarNode && !strings.Contains(node.Value, "\n") {
		end += utf8.RuneCountInString(node.Value)
	}
	return r.lines.Span(r.lines.Offset(node.Line, node.Column), r.lines.Offset(node.Line, end))
}

// kind names what a node is, for messages.
func kind(node *yaml.Node) string {
	switch node.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	}
	switch node.ShortTag() {
	case nullTag:
		return "nothing"
	case textTag:
		return fmt.Sprintf("the text %q", node.Value)
	}
	return "the value " + node.Value
}
