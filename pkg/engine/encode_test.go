package engine

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// byJSON is the value that a document gives on the way through JSON, as an OPA server would read it.
func byJSON[T any](t testing.TB, document *T) ast.Value {
	t.Helper()
	text, err := json.Marshal(document)
	require.NoError(t, err)
	value, err := ast.ValueFromReader(strings.NewReader(string(text)))
	require.NoError(t, err)
	return value
}

func requireEncodingOfJSON(t *testing.T, document *input.Document) {
	t.Helper()
	want, got := byJSON(t, document), encode(document)
	require.Zero(t, want.Compare(got), "%s: JSON gives %v, and encode %v", document.File, want, got)
}

type inner struct {
	Name string `json:"name,omitzero"`
	ID   int    `json:"id"`
}

// A sample has every shape that documents have.
type sample struct {
	Placed
	Big     int64            `json:"big"`
	Truth   bool             `json:"truth,omitzero"`
	Absent  *bool            `json:"absent,omitzero"`
	Present *bool            `json:"present,omitzero"`
	Nested  *sample          `json:"nested,omitzero"`
	Struct  inner            `json:"struct,omitzero"`
	Always  inner            `json:"always"`
	List    []inner          `json:"list,omitzero"`
	ByName  map[string]inner `json:"by_name,omitzero"`
	Hidden  func()           `json:"-"`
	private int
}

type Placed struct {
	Step int `json:"step"`
}

func TestEncodingOfEveryShape(t *testing.T) {
	for _, test := range []struct {
		name  string
		value sample
	}{
		{name: "nothing"},
		{name: "what is false and what says nothing", value: sample{Present: new(bool)}},
		{name: "an empty list is not an absent one", value: sample{List: []inner{}, ByName: map[string]inner{}}},
		{name: "the greatest and the least number", value: sample{Big: 1<<63 - 1, Placed: Placed{Step: -1 << 63}}},
		{name: "a type that holds itself", value: sample{Nested: &sample{Nested: &sample{Truth: true}}}},
		{name: "elements that are zero", value: sample{List: []inner{{}, {ID: 1}}, ByName: map[string]inner{"": {}, "a": {Name: "b"}}}},
		{name: "what JSON leaves out", value: sample{Hidden: func() {}, private: 1}},
		{name: "texts that JSON escapes", value: sample{Struct: inner{Name: "<&>\u2028\x00\"\\"}, ByName: map[string]inner{"<&>\u2028": {}}}},
		{name: "bytes that are no text", value: sample{Struct: inner{Name: "a\xffb\xc3"}}},
		{name: "keys that are no text", value: sample{ByName: map[string]inner{"a\xff": {ID: 1}}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, byJSON(t, &test.value).String(), encode(&test.value).String())
		})
	}
}
