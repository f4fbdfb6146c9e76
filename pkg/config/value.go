package config

import (
	"bytes"
	"encoding/json"
	"fmt"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// Short forms of the tags of YAML's core schema (https://yaml.org/spec/1.2.2/#103-core-schema).
const (
	nullTag  = "!!null"
	boolTag  = "!!bool"
	intTag   = "!!int"
	floatTag = "!!float"
	textTag  = "!!str"
	timeTag  = "!!timestamp"
	mergeTag = "!!merge"
)

// Value turns a text of YAML, as somebody types it after an equals sign, into JSON: `true`, `[a, b]`, `word`. No text is
// the empty string. Every error is an [*Error] without a file.
func Value(text string) (json.RawMessage, error) {
	r := newReader(source.File{Path: "value", Content: []byte(text)})
	root, err := r.document()
	if err != nil {
		return nil, err
	}
	if root == nil && text == "" {
		return json.RawMessage(`""`), nil
	}
	if root == nil {
		return json.RawMessage("null"), nil
	}
	return r.json(root)
}

// json turns a node into JSON. Keys keep the order of the file.
func (r *reader) json(node *yaml.Node) (json.RawMessage, error) {
	if r.left--; r.left < 0 {
		return nil, r.wrong(node, "aliases make the value larger than anybody needs")
	}
	switch node = follow(node); node.Kind {
	case yaml.MappingNode:
		return r.object(node)
	case yaml.SequenceNode:
		return r.array(node)
	default:
		return r.scalar(node)
	}
}

func (r *reader) object(node *yaml.Node) (json.RawMessage, error) {
	fields, err := r.fields(node)
	if err != nil {
		return nil, err
	}
	var members [][]byte
	for _, f := range fields {
		value, err := r.json(f.value)
		if err != nil {
			return nil, err
		}
		name, err := json.Marshal(f.name)
		if err != nil {
			return nil, err
		}
		members = append(members, append(append(name, ':'), value...))
	}
	return enclose('{', members, '}'), nil
}

func (r *reader) array(node *yaml.Node) (json.RawMessage, error) {
	var elements [][]byte
	for _, element := range node.Content {
		value, err := r.json(element)
		if err != nil {
			return nil, err
		}
		elements = append(elements, value)
	}
	return enclose('[', elements, ']'), nil
}

func enclose(open byte, parts [][]byte, closing byte) json.RawMessage {
	text := append([]byte{open}, bytes.Join(parts, []byte{','})...)
	return append(text, closing)
}

func (r *reader) scalar(node *yaml.Node) (json.RawMessage, error) {
	var text []byte
	var err error
	switch node.ShortTag() {
	case nullTag:
		text = []byte("null")
	case boolTag:
		text, err = decode[bool](node)
	case intTag:
		text, err = decode[int64](node)
	case floatTag:
		text, err = decode[float64](node)
	case textTag, timeTag:
		text, err = json.Marshal(node.Value)
	default:
		err = fmt.Errorf("a value with the tag %s", node.ShortTag())
	}
	if err != nil {
		return nil, &Error{File: r.file.Path, Span: r.span(node), Err: err}
	}
	return text, nil
}

// decode turns a scalar of a known type into JSON.
func decode[T bool | int64 | float64](node *yaml.Node) ([]byte, error) {
	var value T
	if err := node.Decode(&value); err != nil {
		return nil, fmt.Errorf("%s does not fit", node.Value)
	}
	text, err := json.Marshal(value)
	if err != nil {
		return nil, fmt.Errorf("%s can't be written as JSON", node.Value)
	}
	return text, nil
}
