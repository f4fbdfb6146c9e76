package policy_test

import (
	"testing"
	"testing/fstest"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/policies"
)

const images = "seaworthy/data/deprecated_images/data.yaml"

// listed returns what a path leads to in the lists that the rule about deprecated images reads.
func listed(t *testing.T, library *policy.Library, path string) *ast.Term {
	t.Helper()
	r, found := library.Catalogue().ByID("reference/deprecated_image")
	require.True(t, found)
	_, lists, err := library.Compile([]rule.Rule{r})
	require.NoError(t, err)
	value, err := lists.Find(ast.MustParseRef("data." + path)[1:])
	require.NoError(t, err)
	return ast.NewTerm(value)
}

func TestOwnListsAreLaidOverTheBuiltInOnes(t *testing.T) {
	compiled, err := policy.LoadCompiled(policies.FS, policies.Compiled)
	require.NoError(t, err)
	for name, library := range map[string]*policy.Library{"rules from Rego": builtIn(t), "compiled rules": compiled} {
		t.Run(name, func(t *testing.T) {
			joined, err := library.With(fstest.MapFS{images: {Data: []byte("images:\n  acme/old: acme/new\n  celery: ours\n")}})
			require.NoError(t, err)
			require.Equal(t, `"acme/new"`, listed(t, joined, `deprecated_images.images["acme/old"]`).String())
			require.Equal(t, `"ours"`, listed(t, joined, "deprecated_images.images.celery").String())
			require.Equal(t, `"hashicorp/consul"`, listed(t, joined, "deprecated_images.images.consul").String())

			again, err := joined.With(fstest.MapFS{images: {Data: []byte("images:\n  celery: theirs\n")}})
			require.NoError(t, err)
			require.Equal(t, `"theirs"`, listed(t, again, "deprecated_images.images.celery").String())
			require.Equal(t, `"acme/new"`, listed(t, again, `deprecated_images.images["acme/old"]`).String())
		})
	}
}

func TestOwnElementsComeFirst(t *testing.T) {
	joined, err := libraryWith(t, "tools", "[a, b]").With(fstest.MapFS{"seaworthy/data/tools/data.yaml": {Data: []byte("[c]")}})
	require.NoError(t, err)
	lists, err := joined.Lists(reading(t, "tools"))
	require.NoError(t, err)
	require.Equal(t, `["c", "a", "b"]`, lists.Get(ast.StringTerm("tools")).String())
}

func TestOwnListsStandBesideOwnRules(t *testing.T) {
	joined, err := builtIn(t).With(ownTree(images, "images:\n  acme/old: acme/new\n"))
	require.NoError(t, err)
	require.Equal(t, `"acme/new"`, listed(t, joined, `deprecated_images.images["acme/old"]`).String())
}

func TestOwnListsThatDoNotFit(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"another kind at the top", "[acme]", "array stands where the built-in list has object"},
		{"another kind below", "images:\n  celery: [ours]\n", `"images": "celery": array stands where the built-in list has string`},
		{"no YAML", "images: [", "data.yaml"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := builtIn(t).With(fstest.MapFS{images: {Data: []byte(test.text)}})
			require.ErrorIs(t, err, policy.ErrList)
			require.ErrorContains(t, err, test.want)
		})
	}
}
