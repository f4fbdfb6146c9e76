package compose_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/compose-spec/compose-go/v2/override"
	"github.com/compose-spec/compose-go/v2/schema"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/internal/agreement"
)

// violationCases are files of which compose takes all or nothing, by what is wrong.
var violationCases = []struct{ name, content, message, at string }{
	{name: "all in order", content: "services: {a: {image: b, ports: ['80'], x-own: [1]}}"},
	{name: "an unknown key of a service", content: "services: {a: {imagee: b}}",
		message: "services.a.imagee is no key of the compose specification", at: "services/a/imagee"},
	{name: "an unknown key at the top", content: "service: {}", message: "service is no key of the compose specification", at: "service"},
	{name: "a number for a text", content: "services: {a: {user: 1000}}", message: "services.a.user must be a text", at: "services/a/user"},
	{name: "a text for a list", content: "services: {a: {ports: '80'}}", message: "services.a.ports must be a list", at: "services/a/ports"},
	{name: "nothing for a list", content: "services: {a: {volumes: }}", message: "services.a.volumes must be a list", at: "services/a/volumes"},
	{name: "a key that is missing", content: "services: {a: {develop: {watch: [{action: sync}]}}}",
		message: "services.a.develop.watch.0 lacks the key path", at: "services/a/develop/watch/0"},
	{name: "a word that is not one of those", content: "services: {a: {image: b, cgroup: mine}}",
		message: "services.a.cgroup must be host or private", at: "services/a/cgroup"},
	{name: "a list of mappings for an environment", content: "services: {a: {environment: [{A: 1}]}}",
		message: "services.a.environment.0 must be a text", at: "services/a/environment/0"},
	{name: "a name that is none", content: "services: {'a b': {image: c}}", message: "services.a b is no key of the compose specification", at: "services/a b"},
}

func TestWhatDoesNotFitTheSpecification(t *testing.T) {
	for _, test := range violationCases {
		t.Run(test.name, func(t *testing.T) {
			documents, _ := files{"compose.yaml": test.content}.parse()
			require.Equal(t, validates(t, test.content), test.message == "")
			violations := documents[0].Compose.Violations
			if test.message == "" {
				require.Empty(t, violations)
				return
			}
			require.Len(t, violations, 1)
			require.Equal(t, test.message, violations[0].Message)
			require.Equal(t, test.at, violations[0].At)
		})
	}
}

// validates reports whether compose's own reader of the schema takes a file.
func validates(t *testing.T, content string) bool {
	t.Helper()
	model := map[string]any{}
	require.NoError(t, yaml.Unmarshal([]byte(content), &model))
	unique, err := override.EnforceUnicity(model)
	return err == nil && schema.Validate(unique) == nil
}

func TestRealFilesFitTheSpecificationWhereComposeSaysSo(t *testing.T) {
	if _, err := os.Stat(shared); err != nil {
		t.Skip("no folder of real and labelled files beside the checkout")
	}
	names, err := filepath.Glob(filepath.Join(shared, "real", "compose", "*", "*", "*.yml"))
	require.NoError(t, err)
	contents := map[string]string{}
	for _, name := range names {
		content, err := os.ReadFile(name)
		require.NoError(t, err)
		contents[name] = string(content)
	}
	cases, err := agreement.ReadCases(filepath.Join(shared, "corpus"))
	require.NoError(t, err)
	for _, c := range cases {
		if c.Kind == "compose" {
			for _, content := range c.Files {
				contents[c.ID] = content
			}
		}
	}
	for name, content := range contents {
		documents, problems := files{"compose.yaml": content}.parse()
		if len(problems) == 0 {
			require.Equal(t, validates(t, content), len(documents[0].Compose.Violations) == 0, "%s: %v", name, documents[0].Compose.Violations)
		}
	}
}
