package policies_test

import (
	"errors"
	"log/slog"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/server/admission"
	"github.com/seaworthy-policy/seaworthy/pkg/server/gatekeeper"
	"github.com/seaworthy-policy/seaworthy/pkg/server/policies"
)

func checker(t testing.TB, options ...seaworthy.Option) *seaworthy.Checker {
	t.Helper()
	made, err := seaworthy.New(append(options, admission.Options()...)...)
	require.NoError(t, err)
	return made
}

func edition(t testing.TB, profile string) *policies.Edition {
	t.Helper()
	made, err := policies.Try(t.Context(), checker(t, seaworthy.WithProfile(profile)), policies.Options{})
	require.NoError(t, err)
	return made
}

func TestShelf(t *testing.T) {
	log := slog.New(slog.DiscardHandler)
	shop, late := policies.New("shop", log), policies.New("late", log)
	shelf := policies.NewShelf(shop, late)
	shop.Publish(t.Context(), edition(t, "pss-baseline"))

	for _, name := range []string{"", "shop"} {
		found, err := shelf.Judge(name)
		require.NoError(t, err)
		require.Equal(t, "pss-baseline", found.Checker().Profile())
	}
	_, err := shelf.Judge("none")
	require.ErrorIs(t, err, admission.ErrNoProfile)
	_, err = shelf.Set("none")
	require.ErrorIs(t, err, gatekeeper.ErrNoSet)
	_, err = shelf.Judge("late")
	require.ErrorContains(t, err, "policy late: it has no rules yet")
	require.NotErrorIs(t, err, admission.ErrNoProfile, "that would be the asker's mistake")
	set, err := shelf.Set("shop")
	require.NoError(t, err)
	again, err := shelf.Set("shop")
	require.NoError(t, err)
	require.Same(t, set, again, "a set is made once")
}

func TestWhatHoldsStaysUntilThereIsBetter(t *testing.T) {
	shop := policies.New("shop", slog.New(slog.DiscardHandler))
	require.Equal(t, policies.State{}, shop.State())
	broken := errors.New("broken")
	shop.Fail(broken)
	require.Equal(t, policies.State{Problem: broken}, shop.State())
	shop.Publish(t.Context(), edition(t, "pss-baseline"))
	require.Equal(t, "pss-baseline", shop.State().Profile)
	require.NoError(t, shop.State().Problem)
	shop.Fail(broken)
	require.True(t, shop.State().Holds)
	require.Equal(t, broken, shop.State().Problem)
}

func TestRulesThatFailAreNoEdition(t *testing.T) {
	tree := fstest.MapFS{"seaworthy/rules/workload/torn/torn.rego": {Data: []byte(`# METADATA
# title: Torn
# description: Says nothing that can be read.
# related_resources:
#   - ref: https://example.com
# custom:
#   severity: medium
#   since: v1.0.0
#   profiles: [default]
#   remediation: None.
package seaworthy.rules.workload.torn

deny contains "no object" if input.workload
`)}, "seaworthy/rules/workload/torn/torn_test.rego": {Data: []byte("package seaworthy.rules.workload.torn_test\n\ntest_nothing if true\n")},
		"seaworthy/rules/workload/torn/example.txtar": {Data: []byte("-- bad/pod.yaml --\nkind: Pod\n-- want --\nbad/pod.yaml:1:1: torn\n-- good/pod.yaml --\nkind: Pod\n")}}
	_, err := policies.Try(t.Context(), checker(t, seaworthy.WithRuleTree(tree)), policies.Options{})
	require.ErrorContains(t, err, "try the rules")
}
