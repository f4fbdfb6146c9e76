package policy_test

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/policies"
)

const someRule = `# METADATA
# title: Image has a defect
# description: |
#   It hurts.
# related_resources:
#   - ref: https://example.com/why
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [default, strict]
#   aliases: ["other:X1"]
#   hides: [dockerfile/lesser_defect]
#   parameters:
#     names:
#       type: array
#       items: {type: string, enum: [a, b]}
#       default: [a]
#       description: Names that are meant.
#   remediation: |
#     Mend it.
package seaworthy.rules.dockerfile.some_defect

deny contains {"msg": "hurts", "at": ""} if input.dockerfile
`

const someFile = "seaworthy/rules/dockerfile/some_defect/some_defect.rego"

// tree is a tree with one rule.
func tree(text string) fstest.MapFS {
	return fstest.MapFS{someFile: {Data: []byte(text)}}
}

func TestDescribe(t *testing.T) {
	described, err := policy.Describe(tree(someRule))
	require.NoError(t, err)
	require.Equal(t, []rule.Rule{{
		ID: "dockerfile/some_defect", Facet: "dockerfile", Name: "some_defect",
		Title: "Image has a defect", Description: "It hurts.", Severity: rule.Low,
		Profiles: []string{"default", "strict"}, Aliases: []string{"other:X1"},
		Parameters: map[string]rule.Parameter{"names": {
			Type: "array", Items: &rule.Parameter{Type: "string", Enum: []string{"a", "b"}},
			Default: json.RawMessage(`["a"]`), Description: "Names that are meant.",
		}},
		Remediation: "Mend it.", Fixable: "no", Since: "v0.1.0", Status: rule.Stable,
		References: []string{"https://example.com/why"}, Hides: []string{"dockerfile/lesser_defect"},
		Needs: [][]string{{"dockerfile"}},
	}}, described)
}

func TestWhatARuleNeedNotSay(t *testing.T) {
	text := someRule
	for _, part := range []string{
		"# related_resources:\n#   - ref: https://example.com/why\n", "#   aliases: [\"other:X1\"]\n", "#   hides: [dockerfile/lesser_defect]\n",
		"#   parameters:\n#     names:\n#       type: array\n#       items: {type: string, enum: [a, b]}\n#       default: [a]\n#       description: Names that are meant.\n",
	} {
		require.Contains(t, text, part)
		text = strings.Replace(text, part, "", 1)
	}
	described, err := policy.Describe(tree(text))
	require.NoError(t, err)
	shown, err := json.Marshal(described[0])
	require.NoError(t, err)
	require.NotContains(t, string(shown), "null")
	require.Contains(t, string(shown), `"aliases":[]`)
	require.Contains(t, string(shown), `"parameters":{}`)
}

func TestDescribeRefusesMetadata(t *testing.T) {
	for _, test := range []struct{ name, from, to, want string }{
		{name: "without a title", from: "# title: Image has a defect\n", want: "dockerfile/some_defect has no title"},
		{name: "without a description", from: "# description: |\n#   It hurts.\n", want: "has no description"},
		{name: "with a description of blanks", from: "#   It hurts.\n", to: "#\n", want: "has no description"},
		{name: "without a severity", from: "#   severity: low\n", want: "has no severity"},
		{name: "without a first release", from: "#   since: v0.1.0\n", want: "has no since"},
		{name: "without a remedy", from: "#   remediation: |\n#     Mend it.\n", want: "has no remediation"},
		{name: "without a profile", from: "#   profiles: [default, strict]\n", want: "belongs to no profile"},
		{name: "with an empty list of profiles", from: "[default, strict]", to: "[]", want: "belongs to no profile"},
		{name: "with a severity that is not there", from: "severity: low", to: "severity: lowly", want: `unknown severity "lowly"`},
		{name: "with a status that is not there", from: "#   since:", to: "#   status: stabel\n#   since:", want: `has the unknown status "stabel"`},
		{name: "with a misspelt key", from: "#   aliases:", to: "#   alias:", want: `unknown field "alias"`},
		{name: "with a misspelt key of a parameter", from: "#       items:", to: "#       item:", want: `unknown field "item"`},
		{name: "with a text where a list belongs", from: "[default, strict]", to: "default", want: "profiles"},
		{name: "with a default of the wrong type", from: "default: [a]", to: "default: a", want: `default of names: "a" is no array`},
		{name: "with a default that is not allowed", from: "default: [a]", to: "default: [c]", want: `default of names: element 0: "c" is none of a, b`},
		{name: "with a parameter without a default", from: "#       default: [a]\n", want: "dockerfile/some_defect: names has no default"},
		{name: "with a parameter of no known type", from: "type: array", to: "type: list", want: "default of names"},
		{name: "in another package than the folder", from: "package seaworthy.rules.dockerfile.some_defect", to: "package seaworthy.rules.dockerfile.other", want: "data.seaworthy.rules.dockerfile.some_defect"},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Contains(t, someRule, test.from)
			described, err := policy.Describe(tree(strings.Replace(someRule, test.from, test.to, 1)))
			require.ErrorIs(t, err, policy.ErrMetadata)
			require.ErrorContains(t, err, test.want)
			require.ErrorContains(t, err, "dockerfile/some_defect", "whose metadata it is")
			require.Empty(t, described)
		})
	}
}

func TestMistakesInMetadataHaveAPlace(t *testing.T) {
	for _, test := range []struct{ name, from, to, at string }{
		{name: "what is missing stands nowhere", from: "#   severity: low\n", at: "METADATA"},
		{name: "a severity that is not there", from: "severity: low", to: "severity: lowly", at: "severity: lowly"},
		{name: "a status that is not there", from: "#   since:", to: "#   status: stabel\n#   since:", at: "status: stabel"},
		{name: "a misspelt key", from: "#   aliases:", to: "#   alias:", at: "alias:"},
		{name: "a misspelt key of a parameter", from: "#       items:", to: "#       item:", at: "item:"},
		{name: "a text where a list belongs", from: "[default, strict]", to: "default", at: "profiles: default"},
		{name: "a default of the wrong type", from: "default: [a]", to: "default: a", at: "default: a\n"},
		{name: "a parameter without a default", from: "#       default: [a]\n", at: "names:"},
		{name: "another package", from: "package seaworthy.rules.dockerfile.some_defect", to: "package seaworthy.rules.dockerfile.other", at: "package "},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := strings.Replace(someRule, test.from, test.to, 1)
			_, err := policy.Describe(tree(text))
			var mistaken *policy.RegoError
			require.ErrorAs(t, err, &mistaken)
			require.Len(t, mistaken.Mistakes, 1)
			found := mistaken.Mistakes[0]
			require.Equal(t, someFile, found.File)
			line := strings.SplitAfter(text, "\n")[found.Line-1]
			require.Contains(t, line[found.Column-1:], test.at)
		})
	}
}

func TestDescribeNamesTheFirstOfSeveralMistakes(t *testing.T) {
	bare := "# METADATA\n# custom:\n#   severity: low\npackage seaworthy.rules.dockerfile.some_defect\n"
	for range 20 {
		_, err := policy.Describe(tree(bare))
		require.ErrorContains(t, err, "has no title")
	}
}

func TestDescribeRefusesATree(t *testing.T) {
	for _, test := range []struct {
		name string
		tree fstest.MapFS
		want string
	}{
		{name: "no METADATA", tree: tree("package seaworthy.rules.dockerfile.some_defect\n"), want: "the package has no METADATA"},
		{name: "METADATA of a rule only", tree: tree("package seaworthy.rules.dockerfile.some_defect\n\n# METADATA\n# title: A\ndeny := set()\n"), want: "the package has no METADATA"},
		{name: "text that is no Rego", tree: tree("package seaworthy.rules.dockerfile.some_defect\n\ndeny {"), want: someFile},
		{name: "a folder without its file", tree: fstest.MapFS{"seaworthy/rules/dockerfile/some_defect/other.rego": {}}, want: someFile},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := policy.Describe(test.tree)
			require.ErrorContains(t, err, test.want)
		})
	}
}

func TestDescribeAnEmptyTree(t *testing.T) {
	described, err := policy.Describe(fstest.MapFS{"seaworthy/rules/dockerfile/README.md": {}})
	require.NoError(t, err)
	require.Empty(t, described)
}

func TestTheCatalogueSaysWhatTheRealRulesSay(t *testing.T) {
	described, err := policy.Describe(policies.FS)
	require.NoError(t, err)
	catalogue, err := rule.NewCatalogue(described)
	require.NoError(t, err)
	library, err := policy.Load(policies.FS)
	require.NoError(t, err)
	want, err := json.Marshal(catalogue.Rules())
	require.NoError(t, err)
	got, err := json.Marshal(library.Catalogue().Rules())
	require.NoError(t, err)
	require.JSONEq(t, string(want), string(got))
}

func FuzzDescribe(f *testing.F) {
	f.Add(someRule)
	f.Add("# METADATA\n# custom: [\npackage a\n")
	f.Add("# METADATA\n# custom:\n#   parameters: {a: {type: array, items: {}}}\npackage seaworthy.rules.dockerfile.some_defect\n")
	f.Add("package seaworthy.rules.dockerfile[\"\xff\"]")
	f.Fuzz(func(t *testing.T, text string) {
		described, err := policy.Describe(tree(text))
		if err != nil {
			require.Empty(t, described)
			return
		}
		require.Len(t, described, 1)
		require.NotEmpty(t, described[0].Title)
	})
}
