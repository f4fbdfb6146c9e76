package kubernetes

import (
	"encoding/json"
	"iter"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// An object is a mapping and what reads it; one without a node has no fields. A field of the wrong type is absent.
type object struct {
	reader *reader
	node   *yaml.Node
}

func (r *reader) object(node *yaml.Node) object {
	return object{reader: r, node: mapping(node)}
}

func (o object) exists() bool {
	return o.node != nil
}

func (o object) field(key string) *yaml.Node {
	return o.reader.value(o.node, key)
}

func (o object) object(key string) object {
	return o.reader.object(o.field(key))
}

// text returns "" for a field that is absent.
func (o object) text(key string) string {
	value, _ := text(o.field(key))
	return value
}

func (o object) boolean(key string) *bool {
	if value, ok := boolean(o.field(key)); ok {
		return &value
	}
	return nil
}

func (o object) integer(key string) *int {
	if value, ok := integer(o.field(key)); ok {
		small := int(value)
		return &small
	}
	return nil
}

// amount returns a text, or a number as JSON writes it.
func (o object) amount(key string) string {
	if value := o.text(key); value != "" {
		return value
	}
	value, _ := number(o.field(key))
	return value
}

// objects gives the mappings in a list, each with its index in the list.
func (o object) objects(key string) iter.Seq2[int, object] {
	return func(yield func(int, object) bool) {
		for index, element := range o.reader.elements(o.field(key)) {
			if found := o.reader.object(element); found.exists() && !yield(index, found) {
				return
			}
		}
	}
}

// words returns the texts in a list, empty ones too.
func (o object) words(key string) []string {
	var found []string
	for _, element := range o.reader.elements(o.field(key)) {
		if value, ok := word(element); ok {
			found = append(found, value)
		}
	}
	return found
}

// texts returns the entries of a mapping that have a text, be it empty.
func (o object) texts(key string) map[string]string {
	found := map[string]string{}
	for name, node := range o.reader.entries(mapping(o.field(key))) {
		if value, ok := word(node); ok {
			found[name] = value
		}
	}
	if len(found) == 0 {
		return nil
	}
	return found
}

// integer returns a whole number, however it is written.
func integer(node *yaml.Node) (int64, bool) {
	written, ok := number(node)
	if !ok {
		return 0, false
	}
	value, err := strconv.ParseInt(written, 10, 64)
	return value, err == nil
}

// number returns a number as JSON writes it: a cluster reads YAML by way of JSON.
func number(node *yaml.Node) (string, bool) {
	node = resolve(node)
	if node == nil || node.Kind != yaml.ScalarNode || node.Style&quoted != 0 {
		return "", false
	}
	plain := strings.ReplaceAll(node.Value, "_", "")
	switch node.ShortTag() {
	case "!!int":
		if value, err := strconv.ParseInt(plain, 0, 64); err == nil {
			return strconv.FormatInt(value, 10), true
		}
		if value, err := strconv.ParseUint(plain, 0, 64); err == nil {
			return strconv.FormatUint(value, 10), true
		}
	case "!!float":
		if value, err := strconv.ParseFloat(plain, 64); err == nil {
			written, err := json.Marshal(value)
			return string(written), err == nil
		}
	}
	return "", false
}
