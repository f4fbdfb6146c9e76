package config_test

import (
	"bytes"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/config"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// beyondSchema are mistakes of the text rather than of what it says: a parser has lost sight of them.
var beyondSchema = map[string]bool{
	"a key twice": true, "a parameter twice": true, "a key twice inside a value": true, "two documents": true, "no YAML at all": true,
	"a tab": true, "an unknown anchor": true, "a merge key": true, "a number that JSON does not have": true, "a tag of one's own": true,
	"an alias of itself": true,
}

func publishedSchema(t *testing.T) *jsonschema.Schema {
	parameter := rule.Parameter{Type: "array", Items: &rule.Parameter{Type: "string"}}
	catalogue, err := rule.NewCatalogue([]rule.Rule{{ID: "x/y", Parameters: map[string]rule.Parameter{"names": parameter}}})
	require.NoError(t, err)
	text, err := config.Schema(catalogue, []string{"all", "strict"})
	require.NoError(t, err)
	require.NotContains(t, string(text), "null,")
	read, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	require.NoError(t, err)
	compiler := jsonschema.NewCompiler()
	require.NoError(t, compiler.AddResource(config.SchemaURL, read))
	compiled, err := compiler.Compile(config.SchemaURL)
	require.NoError(t, err)
	return compiled
}

// The schema and the reader are written apart, and say the same.
func TestTheSchemaTakesWhatTheReaderTakes(t *testing.T) {
	schema := publishedSchema(t)
	for _, test := range right {
		t.Run(test.name, func(t *testing.T) {
			require.NoError(t, schema.Validate(decode(t, test.content)))
		})
	}
}

func TestTheSchemaRefusesWhatTheReaderRefuses(t *testing.T) {
	schema := publishedSchema(t)
	for _, test := range mistakes {
		if beyondSchema[test.name] {
			continue
		}
		t.Run(test.name, func(t *testing.T) {
			require.Error(t, schema.Validate(decode(t, test.content)))
		})
	}
}

func TestTheSchemaKnowsProfilesAndParameters(t *testing.T) {
	schema := publishedSchema(t)
	for _, wrong := range []string{"profile: lenient", "parameters: {x/y: {names: word}}", "parameters: {x/y: {nmaes: []}}"} {
		require.Error(t, schema.Validate(decode(t, wrong)), wrong)
	}
	for _, right := range []string{"profile: strict@v1.31", "parameters: {x/y: {names: [word]}}", "skip: [DL3008]"} {
		require.NoError(t, schema.Validate(decode(t, right)), right)
	}
}

func decode(t *testing.T, content string) any {
	var value any
	require.NoError(t, yaml.Unmarshal([]byte(content), &value))
	return value
}
