package input_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// A node is a JSON Schema as a reader of one sees it.
type node struct {
	Ref         string          `json:"$ref"`
	Type        string          `json:"type"`
	Properties  map[string]node `json:"properties"`
	Items       *node           `json:"items"`
	Values      *node           `json:"additionalProperties"`
	Required    []string        `json:"required"`
	Definitions map[string]node `json:"definitions"`
}

func read(t *testing.T, facet string) node {
	t.Helper()
	text, err := input.Schema(facet)
	require.NoError(t, err)
	var made node
	require.NoError(t, json.Unmarshal(text, &made))
	return made
}

func TestASchemaHoldsOneFacet(t *testing.T) {
	for _, facet := range input.FacetNames() {
		made := read(t, facet)
		require.Equal(t, []string{"kind", "file", facet}, made.Required)
		require.Len(t, made.Properties, 3, "the other facets are not there, so that a rule which reads them does not compile")
	}
}

func TestASchemaIsWholeAndAlwaysTheSame(t *testing.T) {
	for _, facet := range input.FacetNames() {
		made := read(t, facet)
		requireWhole(t, made, made.Definitions)
		for name, definition := range made.Definitions {
			require.Equal(t, "object", definition.Type, name)
			require.NotEmpty(t, definition.Properties, name)
			requireWhole(t, definition, made.Definitions)
		}
		first, err := input.Schema(facet)
		require.NoError(t, err)
		second, err := input.Schema(facet)
		require.NoError(t, err)
		require.Equal(t, string(first), string(second))
	}
}

// requireWhole checks that every part has a type or names a definition, and that what is required exists.
func requireWhole(t *testing.T, part node, definitions map[string]node) {
	t.Helper()
	for _, name := range part.Required {
		require.Contains(t, part.Properties, name)
	}
	parts := part.Properties
	if part.Items != nil {
		parts = map[string]node{"items": *part.Items}
	}
	if part.Values != nil {
		parts = map[string]node{"values": *part.Values}
	}
	for name, inner := range parts {
		if inner.Ref != "" {
			require.Contains(t, definitions, inner.Ref[len("#/definitions/"):])
			continue
		}
		require.NotEmpty(t, inner.Type, name)
		requireWhole(t, inner, definitions)
	}
}

func TestWhatMayBeAbsentIsNotRequired(t *testing.T) {
	definitions := read(t, "workload").Definitions
	require.ElementsMatch(t, []string{"title", "role", "at"}, definitions["Container"].Required)
	require.Equal(t, "boolean", definitions["Container"].Properties["privileged"].Type)
	require.Equal(t, "#/definitions/Container", definitions["Workload"].Properties["containers"].Items.Ref)
}

func TestFieldsOfWhatIsEmbeddedAreItsOwn(t *testing.T) {
	user := read(t, "dockerfile").Definitions["User"]
	require.Equal(t, "integer", user.Properties["step"].Type)
	require.Contains(t, user.Required, "step")
	require.NotContains(t, user.Properties, "Site")
	require.Contains(t, read(t, "reference").Definitions["ImageReference"].Properties, "tag_state")
}

func TestProgramsAreTypedByName(t *testing.T) {
	commands := read(t, "dockerfile").Definitions["Dockerfile"].Properties["commands"]
	require.Len(t, commands.Properties, len(input.Commands{}.Keys()))
	require.Equal(t, "#/definitions/Command", commands.Properties["apt-get"].Items.Ref)
	require.Nil(t, commands.Values)
	require.IsIncreasing(t, input.Commands{}.Keys())
}

func TestMapsWithFreeKeysSayWhatTheyHold(t *testing.T) {
	definitions := read(t, "dockerfile").Definitions
	require.Equal(t, "#/definitions/Flag", definitions["Command"].Properties["flags"].Values.Ref)
	require.Equal(t, "#/definitions/Variable", definitions["Effective"].Properties["environment"].Values.Ref)
}

func TestAFacetWithoutASchema(t *testing.T) {
	for _, facet := range []string{"", "kind", "workflow", "Dockerfile"} {
		_, err := input.Schema(facet)
		require.ErrorContains(t, err, `"`+facet+`"`)
	}
}
