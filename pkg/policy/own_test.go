package policy_test

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/policies"
)

const (
	ownRule    = "seaworthy/rules/dockerfile/gopher_exposed/gopher_exposed.rego"
	ownTest    = "seaworthy/rules/dockerfile/gopher_exposed/gopher_exposed_test.rego"
	ownExample = "seaworthy/rules/dockerfile/gopher_exposed/example.txtar"
	ownLibrary = "seaworthy/lib/acme/acme.rego"
	ownText    = `# METADATA
# title: Gopher is exposed
# description: Gopher lists what is served.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc1436
# custom:
#   severity: medium
#   since: v1.0.0
#   profiles: [default]
#   hides: [dockerfile/root_user]
#   remediation: Delete the EXPOSE.
package seaworthy.rules.dockerfile.gopher_exposed

import data.seaworthy.lib.acme

deny contains {"msg": "gopher is exposed", "at": expose.at} if {
	some expose in input.dockerfile.instructions.expose
	expose.text in acme.ports
}
`
	ownTestText    = "package seaworthy.rules.dockerfile.gopher_exposed_test\n"
	ownExampleText = "-- bad/Dockerfile --\nEXPOSE 70\n-- want --\nbad/Dockerfile:1:8: gopher is exposed\n-- good/Dockerfile --\n"
	ownLibraryText = `package seaworthy.lib.acme

import data.seaworthy.data.acme_ports

ports := {port | some port in acme_ports.gopher}
`
)

// ownTree is a tree of somebody's own rules, changed in one file.
func ownTree(name, text string) fs.FS {
	tree := fstest.MapFS{}
	for file, content := range map[string]string{
		ownRule: ownText, ownTest: ownTestText, ownExample: ownExampleText, ownLibrary: ownLibraryText, "seaworthy/data/acme_ports/data.yaml": "gopher: ['70']\n", name: text,
	} {
		tree[file] = &fstest.MapFile{Data: []byte(content)}
	}
	return tree
}

func builtIn(t *testing.T) *policy.Library {
	t.Helper()
	library, err := policy.Load(policies.FS)
	require.NoError(t, err)
	return library
}

func TestOwnRulesStandBesideTheBuiltInOnes(t *testing.T) {
	library := builtIn(t)
	joined, err := library.With(ownTree("README.md", "ours"))
	require.NoError(t, err)
	require.Len(t, joined.Catalogue().Rules(), len(library.Catalogue().Rules())+1)
	require.True(t, joined.HasOwnRules())
	require.False(t, library.HasOwnRules())
	r, found := joined.Catalogue().ByID("dockerfile/gopher_exposed")
	require.True(t, found)
	require.Equal(t, [][]string{{"dockerfile/instructions/expose"}}, r.Needs)
	modules, err := joined.Modules(joined.Catalogue().Rules())
	require.NoError(t, err)
	require.Contains(t, modules, ownLibrary)
	lists, err := joined.Lists(modules)
	require.NoError(t, err)
	require.NotNil(t, lists.Get(ast.StringTerm("acme_ports")))
}

func TestOwnRulesKeepWhatBuiltInOnesDo(t *testing.T) {
	replaced := func(old, now string) string {
		t.Helper()
		require.Contains(t, ownText, old)
		return strings.Replace(ownText, old, now, 1)
	}
	cases := []struct {
		name, file, text, want string
		target                 error
	}{
		{name: "no example", file: ownExample, text: "-- bad/Dockerfile --\nEXPOSE 70\n", target: policy.ErrTree, want: "example.txtar: has no want"},
		{name: "something else in its folder", file: path.Dir(ownRule) + "/notes.md", text: "later", target: policy.ErrTree, want: "notes.md: is none of a rule's three files"},
		{name: "since no release", file: ownRule, text: replaced("v1.0.0", "yesterday"), target: policy.ErrTree, want: `is since "yesterday", which is no release`},
		{name: "nothing to read on", file: ownRule, text: replaced("# related_resources:\n#   - ref: https://www.rfc-editor.org/rfc/rfc1436\n", ""), target: policy.ErrTree, want: "names no related_resources"},
		{name: "no METADATA", file: ownRule, text: "package seaworthy.rules.dockerfile.gopher_exposed\n", target: policy.ErrMetadata},
		{name: "no severity", file: ownRule, text: replaced("severity: medium", "fixable: no"), target: policy.ErrMetadata},
		{name: "a rule hidden that is none", file: ownRule, text: replaced("dockerfile/root_user", "dockerfile/rot_user"), target: policy.ErrMetadata, want: "hides dockerfile/rot_user, which is no rule"},
		{name: "another package", file: ownRule, text: replaced("dockerfile.gopher_exposed", "dockerfile.gopher"), target: policy.ErrMetadata},
		{name: "a field that no document has", file: ownRule, text: replaced("expose.text", "expose.txet"), want: " has no field txet, did you mean text?"},
		{name: "a call of the network", file: ownRule, text: replaced("acme.ports", "http.send({})"), want: "undefined function http.send"},
		{name: "a look at the clock", file: ownRule, text: replaced("acme.ports", "[time.now_ns()]"), want: "undefined function time.now_ns"},
		{name: "no deny", file: ownRule, text: replaced("deny contains", "warn contains"), target: policy.ErrTree},
		{name: "Rego that is none", file: ownRule, text: replaced("deny contains", "deny contians"), want: "unexpected : token"},
		{name: "an import of nothing", file: ownRule, text: replaced("lib.acme", "lib.acne"), target: policy.ErrTree},
		{name: "data without an import", file: ownRule, text: replaced("acme.ports", "data.seaworthy.lib.acme.ports"), target: policy.ErrTree},
		{name: "a facet that no document has", file: "seaworthy/rules/helm/x/x.rego", target: policy.ErrTree,
			text: strings.Replace(ownText, "rules.dockerfile.gopher_exposed", "rules.helm.x", 1)},
		{name: "a built-in rule replaced", file: "seaworthy/rules/dockerfile/root_user/root_user.rego", text: "", target: policy.ErrTree},
		{name: "a package elsewhere", file: "seaworthy/admission/more.rego", text: "package seaworthy.admission\n", target: policy.ErrTree},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			_, err := builtIn(t).With(ownTree(tc.file, tc.text))
			require.ErrorContains(t, err, tc.want)
			if tc.target != nil {
				require.ErrorIs(t, err, tc.target)
			}
			if tc.target == policy.ErrTree {
				return // it is about files, or what one lacks
			}
			var mistaken *policy.RegoError
			require.ErrorAs(t, err, &mistaken)
			require.Regexp(t, `^`+regexp.QuoteMeta(ownRule)+`:\d+:\d+: [^\n]+(\n|$)`, mistaken.Error())
		})
	}
	for name, tree := range map[string]fs.FS{
		"an empty folder": fstest.MapFS{},
		"no rules":        fstest.MapFS{ownLibrary: {Data: []byte("package seaworthy.lib.acme\n")}},
	} {
		_, err := builtIn(t).With(tree)
		require.ErrorIs(t, err, policy.ErrTree, name)
	}
}
