package compose

import (
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/yamlfile"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A kind is what a value is made of.
type kind int

const (
	nothing kind = iota // null
	scalar
	list
	mapping
	reset // takes away what another file says: !reset
)

// A value is a node of the model. Values are never changed once they are made: merging makes new ones, which share the
// parts that stay.
type value struct {
	kind kind
	// text is a scalar's, with variables filled in where they are known.
	text string
	// written is it as it stands in the file.
	written string
	// isText tells a scalar that YAML reads as a text from one that is a number or a boolean.
	isText bool
	state  input.State
	uses   []use
	pairs  []pair
	items  []*value
	// replaces tells that the value is not merged with what another file says: !override.
	replaces bool
	place    place
}

// A pair is a key and its value.
type pair struct {
	name  string
	value *value
}

// A place is where a value is written; the key is absent for an element of a list.
type place struct {
	file      *file
	key, node *yaml.Node
}

// source is the node that the value is written as: what an alias stands for.
func (p place) source() *yaml.Node {
	if p.node != nil && p.node.Kind == yaml.AliasNode {
		return p.node.Alias
	}
	return p.node
}

// A file is one that values are written in.
type file struct {
	path string
	// folder is what relative paths in the file count from.
	folder string
	text   *yamlfile.File
	// entrance is where the judged file takes this one in; zero for that file itself.
	entrance source.Span
}

// get returns the value of a mapping's key; of a list of texts, that of "key=value". It is nil where there is none, and
// for null.
func (v *value) get(key string) *value {
	found := v.raw(key)
	if found == nil || found.kind == nothing {
		return nil
	}
	return found
}

// raw returns the value of a mapping's key be it null, nil where there is none.
func (v *value) raw(key string) *value {
	if v == nil {
		return nil
	}
	for _, each := range v.pairs {
		if each.name == key {
			return each.value
		}
	}
	return nil
}

// path returns the value at a path of keys, nil where there is none.
func (v *value) path(keys ...string) *value {
	for _, key := range keys {
		v = v.get(key)
	}
	return v
}

func (v *value) isMapping() bool { return v != nil && v.kind == mapping }
func (v *value) isScalar() bool  { return v != nil && v.kind == scalar }

// known returns the text of a scalar that no variable hides.
func (v *value) known() (string, bool) {
	if !v.isScalar() || !v.state.Known() {
		return "", false
	}
	return v.text, true
}

// hidden reports whether a variable that nobody sets stands in the scalar.
func (v *value) hidden() bool {
	return v.isScalar() && !v.state.Known()
}

// booleans are the words that compose takes for booleans in fields that are one, in any case.
var booleans = map[string]bool{
	"true": true, "y": true, "yes": true, "on": true, "false": false, "n": false, "no": false, "off": false,
}

// boolean returns the boolean that a scalar is, nil where it is none or unknown.
func (v *value) boolean() *bool {
	text, ok := v.known()
	if !ok {
		return nil
	}
	if answer, ok := booleans[strings.ToLower(text)]; ok {
		return &answer
	}
	return nil
}

func (v *value) isTrue() bool {
	answer := v.boolean()
	return answer != nil && *answer
}

// integer returns the whole number that a scalar is, nil where it is none or unknown.
func (v *value) integer() *int64 {
	text, ok := v.known()
	if !ok {
		return nil
	}
	number, err := strconv.ParseInt(text, 0, 64)
	if err != nil {
		return nil
	}
	return &number
}

// shown is the text of a scalar as far as it is known, empty for anything else.
func (v *value) shown() string {
	if !v.isScalar() {
		return ""
	}
	return v.text
}

// An entry is an element of a mapping, or of a list of "key=value" texts, in either syntax.
type entry struct {
	name string
	// value is null for a key without one.
	value *value
	at    string
}

// entries returns the elements of a mapping or of a list of "key=value" texts. Of several for one key of a list the last
// is the one that counts.
func (v *value) entries(at string) []entry {
	if v == nil {
		return nil
	}
	var found []entry
	for _, each := range v.pairs {
		found = append(found, entry{each.name, each.value, at + "/" + escape(each.name)})
	}
	index := map[string]int{}
	for i, item := range v.items {
		if !item.isScalar() {
			continue
		}
		made := keyValue(item)
		made.at = at + "/" + strconv.Itoa(i)
		if before, twice := index[made.name]; twice {
			found[before] = made
			continue
		}
		index[made.name] = len(found)
		found = append(found, made)
	}
	return found
}

// keyValue takes a text "key=value" apart; without the sign, the value is null.
func keyValue(item *value) entry {
	name, text, assigned := strings.Cut(item.text, "=")
	right := *item
	right.text = text
	if _, written, ok := strings.Cut(item.written, "="); ok {
		right.written = written
	}
	if !assigned {
		right = value{place: item.place}
	}
	return entry{name: name, value: &right}
}

// texts returns the scalars of a list, or the one scalar that stands for a list of it.
func (v *value) texts(at string) []located {
	if v.isScalar() {
		return []located{{v, at}}
	}
	var found []located
	if v != nil {
		for i, item := range v.items {
			if item.isScalar() {
				found = append(found, located{item, at + "/" + strconv.Itoa(i)})
			}
		}
	}
	return found
}

// elements returns the elements of a list.
func (v *value) elements(at string) []located {
	if v == nil {
		return nil
	}
	found := make([]located, len(v.items))
	for i, item := range v.items {
		found[i] = located{item, at + "/" + strconv.Itoa(i)}
	}
	return found
}

// A located value knows its place in the document.
type located struct {
	*value
	at string
}

// escape makes a key a segment of a place: https://www.rfc-editor.org/rfc/rfc6901#section-3.
func escape(key string) string {
	return strings.ReplaceAll(strings.ReplaceAll(key, "~", "~0"), "/", "~1")
}

func unescape(segment string) string {
	return strings.ReplaceAll(strings.ReplaceAll(segment, "~1", "/"), "~0", "~")
}
