package housestyle_test

import (
	"maps"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

// rulesByProfile counts the rules of each profile that METADATA names.
func rulesByProfile(t *testing.T) map[string]int {
	t.Helper()
	rules, err := policy.Describe(os.DirFS(policies))
	require.NoError(t, err)
	counts := map[string]int{}
	for _, r := range rules {
		for _, profile := range r.Profiles {
			counts[profile]++
		}
	}
	return counts
}

func TestEveryProfileOfARuleCanBeChosen(t *testing.T) {
	known := append(seaworthy.Profiles(), rule.OptIn)
	for _, profile := range slices.Sorted(maps.Keys(rulesByProfile(t))) {
		require.Contains(t, known, profile, "a profile that METADATA names has no folder in bundles/")
	}
}

func TestEveryProfileThatIsShippedHasRules(t *testing.T) {
	counts := rulesByProfile(t)
	for _, profile := range seaworthy.Profiles() {
		checker, err := seaworthy.New(seaworthy.WithProfile(profile))
		require.NoError(t, err, profile)
		require.NotEmpty(t, checker.Rules(), profile)
		require.Positive(t, counts[profile], profile)
	}
}

func TestParametersThatProfilesSet(t *testing.T) {
	for _, test := range []struct{ profile, rule, parameter, want string }{
		{profile: "default", rule: "dockerfile/add_instead_of_copy", parameter: "any", want: "false"},
		{profile: "cis-docker", rule: "dockerfile/add_instead_of_copy", parameter: "any", want: "true"},
		{profile: "hadolint", rule: "dockerfile/relative_workdir", parameter: "after_absolute", want: "true"},
	} {
		checker, err := seaworthy.New(seaworthy.WithProfile(test.profile))
		require.NoError(t, err)
		require.JSONEq(t, test.want, string(checker.Parameters()[test.rule][test.parameter]), test.profile)
	}
}
