package policy_test

import (
	"maps"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/policies"
)

func TestTheRealPoliciesLoad(t *testing.T) {
	library, err := policy.Load(policies.FS)
	require.NoError(t, err)
	rules := library.Catalogue().Rules()
	require.NotEmpty(t, rules)
	modules, err := library.Modules(rules)
	require.NoError(t, err)
	for _, r := range rules {
		require.Contains(t, modules, policy.RuleFile(r))
		require.Equal(t, policy.Package(r), modules[policy.RuleFile(r)].Package.Path.String())
		example, err := library.Example(r)
		require.NoError(t, err)
		require.NotEmpty(t, example)
	}
	for name := range modules {
		require.NotContains(t, name, "_test.rego")
	}
}

func TestLoadRefusesACatalogue(t *testing.T) {
	const file = "seaworthy/catalogue/dockerfile/data.json"
	for _, test := range []struct {
		name, want string
		files      map[string]string
	}{
		{name: "that is no JSON", want: file, files: map[string]string{file: `{`}},
		{name: "with an unknown severity", want: `unknown severity "bad"`, files: map[string]string{file: `{"a": {"id": "a/a", "severity": "bad"}}`}},
		{name: "with one id twice", want: "two rules have the id a/a", files: map[string]string{file: `{"a": {"id": "a/a"}, "b": {"id": "a/a"}}`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			library, err := policy.Load(files(test.files))
			require.ErrorContains(t, err, "read the catalogue")
			require.ErrorContains(t, err, test.want)
			require.Nil(t, library)
		})
	}
}

func files(texts map[string]string) fstest.MapFS {
	made := fstest.MapFS{}
	for name, text := range texts {
		made[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return made
}

// linked is a tree whose rules a and b import libraries, some of which import each other.
func linked() fstest.MapFS {
	return files(map[string]string{
		"seaworthy/rules/x/a/a.rego":         "package seaworthy.rules.x.a\nimport data.seaworthy.lib.one\n",
		"seaworthy/rules/x/a/a_test.rego":    "package seaworthy.rules.x.a_test\nimport data.seaworthy.testing\n",
		"seaworthy/rules/x/b/b.rego":         "package seaworthy.rules.x.b\nimport data.seaworthy.lists\nimport input.x\n",
		"seaworthy/rules/x/bad/bad.rego":     "package seaworthy.rules.x.bad\ndeny {",
		"seaworthy/rules/x/off/off.rego":     "package seaworthy.rules.x.off\nimport data.seaworthy.lib.bad\n",
		"seaworthy/lib/one/one.rego":         "package seaworthy.lib.one\nimport data.seaworthy.lib.two\n",
		"seaworthy/lib/one/more.rego":        "package seaworthy.lib.one\n",
		"seaworthy/lib/one/one_test.rego":    "package seaworthy.lib.one_test\n",
		"seaworthy/lib/two/two.rego":         "package seaworthy.lib.two\nimport data.seaworthy.lib.one\n",
		"seaworthy/lib/three/three.rego":     "package seaworthy.lib.three\n",
		"seaworthy/lib/bad/bad.rego":         "package seaworthy.lib.bad\n}",
		"seaworthy/catalogue/x/data.json":    `{}`,
		"seaworthy/testing/testing.rego":     "package seaworthy.testing\n",
		"seaworthy/rules/x/weird/weird.rego": "package seaworthy.rules.x.weird\nimport data.seaworthy[\"a b\"]\n",
	})
}

func TestModules(t *testing.T) {
	for _, test := range []struct {
		name  string
		rules []string
		want  []string
	}{
		{name: "no rules need nothing"},
		{
			name: "a rule brings the libraries that it reaches, without tests", rules: []string{"a"},
			want: []string{"seaworthy/lib/one/more.rego", "seaworthy/lib/one/one.rego", "seaworthy/lib/two/two.rego", "seaworthy/rules/x/a/a.rego"},
		},
		{name: "data and input are no modules", rules: []string{"b"}, want: []string{"seaworthy/rules/x/b/b.rego"}},
		{name: "nor is a package that does not stand in the tree", rules: []string{"weird"}, want: []string{"seaworthy/rules/x/weird/weird.rego"}},
		{
			name: "what two rules need comes once", rules: []string{"a", "b", "a"},
			want: []string{
				"seaworthy/lib/one/more.rego", "seaworthy/lib/one/one.rego", "seaworthy/lib/two/two.rego",
				"seaworthy/rules/x/a/a.rego", "seaworthy/rules/x/b/b.rego",
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			library, err := policy.Load(linked())
			require.NoError(t, err)
			modules, err := library.Modules(named(test.rules))
			require.NoError(t, err)
			require.Equal(t, test.want, slices.Sorted(maps.Keys(modules)))
		})
	}
}

func named(names []string) []rule.Rule {
	var rules []rule.Rule
	for _, name := range names {
		rules = append(rules, rule.Rule{ID: "x/" + name, Facet: "x", Name: name})
	}
	return rules
}

func TestModulesThatCanNotBeRead(t *testing.T) {
	library, err := policy.Load(linked())
	require.NoError(t, err)
	for name, want := range map[string]string{
		"bad":     "seaworthy/rules/x/bad/bad.rego:2",
		"off":     "seaworthy/lib/bad/bad.rego:2",
		"missing": "seaworthy/rules/x/missing/missing.rego",
	} {
		t.Run(name, func(t *testing.T) {
			modules, err := library.Modules(named([]string{name}))
			require.ErrorContains(t, err, want)
			require.Nil(t, modules)
		})
	}
}

func TestPackageModules(t *testing.T) {
	library, err := policy.Load(linked())
	require.NoError(t, err)
	modules, err := library.PackageModules("data.seaworthy.lib.three", "data.seaworthy.lib.nowhere", "input.x")
	require.NoError(t, err)
	require.Equal(t, []string{"seaworthy/lib/three/three.rego"}, slices.Collect(maps.Keys(modules)))
	_, err = library.PackageModules("data.")
	require.ErrorContains(t, err, "read package data.")
}

func TestAnExampleThatIsNotThere(t *testing.T) {
	library, err := policy.Load(linked())
	require.NoError(t, err)
	_, err = library.Example(named([]string{"a"})[0])
	require.ErrorContains(t, err, "read the example of x/a")
}
