package kubernetes

import (
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// A reader looks things up in YAML nodes, where aliases make small texts stand for enormous ones: it gives up, and finds
// nothing any more, when it has looked at far more keys and elements than a file of the size has without aliases.
type reader struct {
	left int
}

// A model asks for some forty keys of a mapping at most, and each key takes a byte or more of the file.
func newReader(size int) *reader {
	return &reader{left: 10_000 + 64*size}
}

func (r *reader) exhausted() bool {
	return r.left <= 0
}

// booleans are the plain scalars that a cluster reads as booleans: those of YAML 1.1, which kubectl keeps to
// (https://yaml.org/type/bool.html).
var booleans = map[string]bool{
	"y": true, "Y": true, "yes": true, "Yes": true, "YES": true, "true": true, "True": true, "TRUE": true,
	"on": true, "On": true, "ON": true,
	"n": false, "N": false, "no": false, "No": false, "NO": false, "false": false, "False": false, "FALSE": false,
	"off": false, "Off": false, "OFF": false,
}

const quoted = yaml.SingleQuotedStyle | yaml.DoubleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle

// resolve follows aliases. The YAML reader knows an anchor only once it has read it, so an alias never leads to another.
func resolve(node *yaml.Node) *yaml.Node {
	if node != nil && node.Kind == yaml.AliasNode {
		return node.Alias
	}
	return node
}

// text returns the text that a cluster would read from a scalar; not ok for other types and for the empty text.
func text(node *yaml.Node) (string, bool) {
	value, ok := word(node)
	return value, ok && value != ""
}

// word returns a text, be it empty.
func word(node *yaml.Node) (string, bool) {
	node = resolve(node)
	if node == nil || node.Kind != yaml.ScalarNode {
		return "", false
	}
	if _, isBoolean := boolean(node); isBoolean {
		return "", false
	}
	// A date is a text for JSON, and so for a cluster.
	if tag := node.ShortTag(); tag != "!!str" && tag != "!!timestamp" {
		return "", false
	}
	return node.Value, true
}

// boolean returns the boolean that a cluster would read from a scalar.
func boolean(node *yaml.Node) (value, ok bool) {
	node = resolve(node)
	if node == nil || node.Kind != yaml.ScalarNode || node.Style&quoted != 0 {
		return false, false
	}
	if node.Style&yaml.TaggedStyle != 0 && node.ShortTag() != "!!bool" {
		return false, false
	}
	value, ok = booleans[node.Value]
	return value, ok
}

// value returns the value of a mapping's key, nil where there is none.
func (r *reader) value(node *yaml.Node, key string) *yaml.Node {
	_, found := r.pair(node, key)
	return found
}

// pair returns the nodes of a key and its value, nil where the node is no mapping or has no such key. As in the reader
// that Kubernetes uses, what comes last wins, be it a key or a merge.
func (r *reader) pair(node *yaml.Node, key string) (name, content *yaml.Node) {
	return r.mergedPair(node, key, map[*yaml.Node]bool{})
}

// mergedPair asks no mapping twice: an anchor may merge itself, and the same one a thousand times.
func (r *reader) mergedPair(node *yaml.Node, key string, asked map[*yaml.Node]bool) (name, content *yaml.Node) {
	node = resolve(node)
	if node == nil || node.Kind != yaml.MappingNode || asked[node] {
		return nil, nil
	}
	for i := len(node.Content) - 2; i >= 0 && !r.exhausted(); i -= 2 {
		r.left--
		name, content = node.Content[i], node.Content[i+1]
		switch {
		case isMerge(name):
			asked[node] = true
			if name, content = r.merged(content, key, asked); name != nil {
				return name, content
			}
		case resolve(name).Kind == yaml.ScalarNode && resolve(name).Value == key:
			return name, content
		}
	}
	return nil, nil
}

func (r *reader) merged(content *yaml.Node, key string, asked map[*yaml.Node]bool) (*yaml.Node, *yaml.Node) {
	for _, source := range mergeSources(content) {
		r.left--
		if name, found := r.mergedPair(source, key, asked); name != nil {
			return name, found
		}
	}
	return nil, nil
}

func isMerge(key *yaml.Node) bool {
	return key.Kind == yaml.ScalarNode && key.Value == "<<" && key.ShortTag() == "!!merge"
}

// mergeSources returns the mappings that a merge key names, the strongest first.
func mergeSources(content *yaml.Node) []*yaml.Node {
	if content.Kind == yaml.SequenceNode {
		return content.Content
	}
	return []*yaml.Node{content}
}

// entries returns the values of a mapping by their keys, merged ones too. What comes last wins.
func (r *reader) entries(node *yaml.Node) map[string]*yaml.Node {
	found := map[string]*yaml.Node{}
	r.collect(node, found, map[*yaml.Node]bool{})
	return found
}

func (r *reader) collect(node *yaml.Node, found map[string]*yaml.Node, asked map[*yaml.Node]bool) {
	node = resolve(node)
	if node == nil || node.Kind != yaml.MappingNode || asked[node] {
		return
	}
	for i := 0; i+1 < len(node.Content) && !r.exhausted(); i += 2 {
		r.left--
		key, value := resolve(node.Content[i]), node.Content[i+1]
		switch {
		case isMerge(node.Content[i]):
			asked[node] = true
			for _, source := range slices.Backward(mergeSources(value)) {
				r.left--
				r.collect(source, found, asked)
			}
		case key.Kind == yaml.ScalarNode:
			found[keyText(key)] = value
		}
	}
}

// keyText returns a key as JSON has it.
func keyText(key *yaml.Node) string {
	if value, ok := boolean(key); ok {
		return strconv.FormatBool(value)
	}
	if value, ok := number(key); ok {
		return value
	}
	return key.Value
}

// elements returns the elements of a list, none where the node is something else.
func (r *reader) elements(node *yaml.Node) []*yaml.Node {
	node = resolve(node)
	if node == nil || node.Kind != yaml.SequenceNode {
		return nil
	}
	// Elements are paid for before they are read: none of them need have keys.
	if r.left -= len(node.Content); r.exhausted() {
		return nil
	}
	return node.Content
}

// descend returns the mapping at a path of keys, nil where there is none.
func (r *reader) descend(node *yaml.Node, path []string) *yaml.Node {
	for _, key := range path {
		node = r.value(node, key)
	}
	return mapping(node)
}

// mapping returns the mapping that a node is or stands for, nil for any other node.
func mapping(node *yaml.Node) *yaml.Node {
	if node = resolve(node); node == nil || node.Kind != yaml.MappingNode {
		return nil
	}
	return node
}
