package policy_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/policy"
)

func TestWhatARuleNeeds(t *testing.T) {
	for _, test := range []struct {
		name, body string
		want       [][]string
	}{
		{"a list", "some x in input.dockerfile.stages", [][]string{{"dockerfile/stages"}}},
		{"a field of an element", "some x in input.dockerfile.stages\n x.user.root", [][]string{{"dockerfile/stages/*/user/root"}}},
		{"elements of elements", "some x in input.dockerfile.runs\n some y in x.pipes\n y.bad", [][]string{{"dockerfile/runs/*/pipes/*/bad"}}},
		{"any key of an object", "some p in [\"a\", \"b\"]\n some c in input.dockerfile.commands[p]\n c.name", [][]string{{"dockerfile/commands/*/*/name"}}},
		{"a key with a slash", "input.dockerfile.labels[\"example.com/team\"].x", [][]string{{"dockerfile/labels"}}},
		{"a text under a key with a slash", "input.dockerfile.labels[\"example.com/team\"] == \"x\"", [][]string{{"dockerfile/labels"}}},
		{"all of several", "input.dockerfile.a.b\n input.dockerfile.c", [][]string{{"dockerfile/a/b", "dockerfile/c"}}},
		{"a text", "some x in input.dockerfile.stages\n x.kind == \"image\"", [][]string{{"dockerfile/stages/*/kind=image"}}},
		{"a text that is the other side of it", "\"image\" == input.dockerfile.kind", [][]string{{"dockerfile/kind=image"}}},
		{"another text than one", "input.dockerfile.kind != \"image\"", [][]string{{"dockerfile/kind"}}},
		{"what must not be there is not needed", "not input.dockerfile.a.b.c\n input.dockerfile.d", [][]string{{"dockerfile/d"}}},
		{"an empty list is a value", "count([x | some x in input.dockerfile.a]) == 0\n input.dockerfile", [][]string{{"dockerfile"}}},
		{"what a library gathers", "some x in gathered.all\n x.y", [][]string{{"dockerfile/left/*/y"}, {"dockerfile/right/*/y"}}},
		{"what a library keeps by name", "some kind\n some x in gathered.by_name[kind]\n x.y", [][]string{{"dockerfile/left/*/y"}, {"dockerfile/right/*/y"}}},
		{"one of what a library keeps by name", "some x in gathered.by_name.L\n x.y", [][]string{{"dockerfile/left/*/y"}}},
		{"a set that may be empty", "count(gathered.all) == 0\n input.dockerfile", [][]string{{"dockerfile"}}},
		{"what a function returns", "gathered.first(input.dockerfile.a)", [][]string{{"dockerfile/a"}}},
		{"nothing of the document", "1 == 1", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			described, err := policy.Describe(fstest.MapFS{
				"seaworthy/rules/dockerfile/some_defect/some_defect.rego": {Data: []byte(ruleWith(test.body))},
				"seaworthy/lib/gathered/gathered.rego": {Data: []byte(`package seaworthy.lib.gathered

all contains x if some x in input.dockerfile.left

all contains x if some x in input.dockerfile.right

by_name["L"] := input.dockerfile.left

by_name["R"] := input.dockerfile.right

first(list) := list[0]
`)},
			})
			require.NoError(t, err)
			require.Equal(t, test.want, described[0].Needs)
		})
	}
}

func TestARuleNeedsOneOfWhatItsBodiesNeed(t *testing.T) {
	text := ruleWith("input.dockerfile.a") + "\ndeny contains {\"msg\": \"y\", \"at\": \"\"} if input.dockerfile.b\n"
	described, err := policy.Describe(fstest.MapFS{"seaworthy/rules/dockerfile/some_defect/some_defect.rego": {Data: []byte(text)}})
	require.NoError(t, err)
	require.Equal(t, [][]string{{"dockerfile/a"}, {"dockerfile/b"}}, described[0].Needs)
}

func ruleWith(body string) string {
	return `# METADATA
# title: Image has a defect
# description: It hurts.
# related_resources:
#   - ref: https://example.com/why
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [default]
#   aliases: []
#   remediation: Mend it.
package seaworthy.rules.dockerfile.some_defect

import data.seaworthy.lib.gathered

deny contains {"msg": "x", "at": ""} if {
	` + body + `
}
`
}
