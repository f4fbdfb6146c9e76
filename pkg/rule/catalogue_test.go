package rule_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// some are rules as METADATA gives them, out of order.
func some() []rule.Rule {
	return []rule.Rule{
		{
			ID: "workload/privileged_container", Facet: "workload", Name: "privileged_container",
			Profiles: []string{"default", "strict"},
			Aliases:  []string{"pss:privileged", "kube-linter:template:privileged"},
			Parameters: map[string]rule.Parameter{
				"exempt": {Type: "array", Items: &rule.Parameter{Type: "string"}, Default: json.RawMessage(`[]`)},
			},
		},
		{
			ID: "dockerfile/root_user", Facet: "dockerfile", Name: "root_user",
			Profiles: []string{"default"}, Aliases: []string{"hadolint:DL3002", "trivy:DS-0002"},
			Parameters: map[string]rule.Parameter{
				"strict": {Type: "boolean", Default: json.RawMessage(`false`)},
				"limit":  {Type: "integer", Default: json.RawMessage(`3`)},
			},
		},
		{
			ID: "dockerfile/missing_user", Facet: "dockerfile", Name: "missing_user",
			Profiles: []string{"strict"}, Aliases: []string{"trivy:DS-0002", "dockerfile/no_user"},
		},
		{
			ID: "reference/floating_tag", Facet: "reference", Name: "floating_tag",
			Profiles: []string{"default"}, Aliases: []string{"hadolint:DL3006", "hadolint:DL3007"},
		},
	}
}

func catalogue(t testing.TB) *rule.Catalogue {
	t.Helper()
	made, err := rule.NewCatalogue(some())
	require.NoError(t, err)
	return made
}

func ids(rules []rule.Rule) []string {
	var found []string
	for _, r := range rules {
		found = append(found, r.ID)
	}
	return found
}

func TestTheCatalogueIsOrderedAndItsOwn(t *testing.T) {
	given := some()
	made, err := rule.NewCatalogue(given)
	require.NoError(t, err)
	want := []string{"dockerfile/missing_user", "dockerfile/root_user", "reference/floating_tag", "workload/privileged_container"}
	require.Equal(t, want, ids(made.Rules()))
	require.Equal(t, "workload/privileged_container", given[0].ID, "the caller's slice is left alone")

	given[0].ID = "changed/outside"
	made.Rules()[0] = rule.Rule{}
	require.Equal(t, want, ids(made.Rules()))
}

func TestTwoRulesMayNotShareAnID(t *testing.T) {
	_, err := rule.NewCatalogue(append(some(), rule.Rule{ID: "dockerfile/root_user"}))
	require.ErrorContains(t, err, "dockerfile/root_user")
}

func TestByID(t *testing.T) {
	made := catalogue(t)
	for _, r := range some() {
		found, ok := made.ByID(r.ID)
		require.True(t, ok)
		require.Equal(t, r, found)
	}
	for _, name := range []string{"", "root_user", "hadolint:DL3002", "Dockerfile/root_user", "zzz/zzz"} {
		found, ok := made.ByID(name)
		require.False(t, ok, name)
		require.Empty(t, found)
	}
}

func TestResolve(t *testing.T) {
	for _, test := range []struct {
		name, asked string
		want        []string
	}{
		{name: "an id", asked: "dockerfile/root_user", want: []string{"dockerfile/root_user"}},
		{name: "an id in another case", asked: "Dockerfile/Root_User", want: []string{"dockerfile/root_user"}},
		{name: "an alias with its tool", asked: "hadolint:DL3002", want: []string{"dockerfile/root_user"}},
		{name: "an alias without its tool", asked: "DL3002", want: []string{"dockerfile/root_user"}},
		{name: "an alias in lower case", asked: "dl3007", want: []string{"reference/floating_tag"}},
		{name: "an alias whose code has a colon", asked: "kube-linter:template:privileged", want: []string{"workload/privileged_container"}},
		{name: "a code with a colon, without its tool", asked: "template:privileged", want: []string{"workload/privileged_container"}},
		{name: "a former id", asked: "dockerfile/no_user", want: []string{"dockerfile/missing_user"}},
		{name: "their rule is two of ours", asked: "DS-0002", want: []string{"dockerfile/missing_user", "dockerfile/root_user"}},
		{name: "Trivy's id as its pages have it", asked: "AVD-DS-0002", want: []string{"dockerfile/missing_user", "dockerfile/root_user"}},
		{name: "Trivy's id as it once was", asked: "ds002", want: []string{"dockerfile/missing_user", "dockerfile/root_user"}},
		{name: "Trivy's id in an old form, with its tool", asked: "trivy:AVD-DS-0002", want: []string{"dockerfile/missing_user", "dockerfile/root_user"}},
		{name: "two of theirs are one of ours", asked: "hadolint:DL3006", want: []string{"reference/floating_tag"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			found, err := catalogue(t).Resolve(test.asked)
			require.NoError(t, err)
			require.Equal(t, test.want, ids(found))
		})
	}
}

func TestACodeThatTwoToolsUseNamesBothRules(t *testing.T) {
	made, err := rule.NewCatalogue([]rule.Rule{
		{ID: "a/b", Name: "b", Aliases: []string{"one:X1"}},
		{ID: "a/a", Name: "a", Aliases: []string{"two:X1", "three:X1"}},
	})
	require.NoError(t, err)
	found, err := made.Resolve("X1")
	require.NoError(t, err)
	require.Equal(t, []string{"a/a", "a/b"}, ids(found))
	found, err = made.Resolve("one:X1")
	require.NoError(t, err)
	require.Equal(t, []string{"a/b"}, ids(found))
}

func TestResolveAnUnknownName(t *testing.T) {
	for _, test := range []struct{ name, asked, suggested string }{
		{name: "a slip of the pen", asked: "dockerfile/rootuser", suggested: "dockerfile/root_user"},
		{name: "the facet is left out", asked: "root_user", suggested: "dockerfile/root_user"},
		{name: "a slip in another case, without the facet", asked: "FLOATING_TAGS", suggested: "reference/floating_tag"},
		{name: "another tool's code of which we know nothing", asked: "hadolint:DL9999"},
		{name: "Trivy's form of another tool's code", asked: "hadolint:AVD-DS-0002"},
		{name: "the tool of another code", asked: "trivy:DL3002"},
		{name: "a tool without a code", asked: "hadolint:"},
		{name: "nothing", asked: ""},
		{name: "a word far from all", asked: "xylophone"},
	} {
		t.Run(test.name, func(t *testing.T) {
			found, err := catalogue(t).Resolve(test.asked)
			require.ErrorIs(t, err, rule.ErrUnknownRule)
			require.Empty(t, found)
			if test.suggested == "" {
				require.NotContains(t, err.Error(), "did you mean")
				return
			}
			require.ErrorContains(t, err, "did you mean "+test.suggested+"?")
		})
	}
}

func TestProfiles(t *testing.T) {
	for _, test := range []struct {
		name, profile string
		want          []string
	}{
		{name: "one profile", profile: "strict", want: []string{"dockerfile/missing_user", "workload/privileged_container"}},
		{name: "all is every rule", profile: "all", want: ids(catalogue(t).Rules())},
		{name: "a profile that is not there", profile: "strikt"},
		{name: "no profile", profile: ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			var found []string
			for _, r := range catalogue(t).Rules() {
				if r.In(test.profile) {
					found = append(found, r.ID)
				}
			}
			require.Equal(t, test.want, found)
		})
	}
}

func TestURL(t *testing.T) {
	require.Equal(t, "https://github.com/seaworthy-policy/seaworthy/blob/main/policies/seaworthy/rules/dockerfile/README.md#root_user",
		rule.Rule{Facet: "dockerfile", Name: "root_user"}.URL())
	own := rule.Rule{Facet: "dockerfile", Name: "gopher_exposed", Own: true}
	require.Empty(t, own.URL())
	own.References = []string{"https://example.com/gopher", "https://example.com/more"}
	require.Equal(t, "https://example.com/gopher", own.URL())
}

func TestARuleThatIsOnlyAskedForByItsNameIsInNoProfile(t *testing.T) {
	r := rule.Rule{Profiles: []string{rule.OptIn, "hadolint"}}
	require.Equal(t, []string{"hadolint"}, r.Choosable())
	require.Equal(t, []string{rule.OptIn, "hadolint"}, r.Profiles)
}

func TestARuleSurvivesItsJSON(t *testing.T) {
	for _, r := range catalogue(t).Rules() {
		r.Severity, r.Hides = rule.High, []string{"a/b"}
		text, err := json.Marshal(r)
		require.NoError(t, err)
		var read rule.Rule
		require.NoError(t, json.Unmarshal(text, &read))
		require.Equal(t, r, read)
	}
}

func FuzzResolve(f *testing.F) {
	made := catalogue(f)
	for _, seed := range []string{"dockerfile/root_user", "dl3002", "DS-0002", "", ":", "dockerfile/rootuser", "\xff", "İ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		found, err := made.Resolve(name)
		if err != nil {
			require.ErrorIs(t, err, rule.ErrUnknownRule)
			require.Empty(t, found)
			return
		}
		require.NotEmpty(t, found)
		for i := 1; i < len(found); i++ {
			require.Less(t, found[i-1].ID, found[i].ID)
		}
	})
}
