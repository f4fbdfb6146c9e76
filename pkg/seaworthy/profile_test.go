package seaworthy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

func TestCheckProfile(t *testing.T) {
	tests := []struct{ name, profile, want string }{
		{"all rules", "all", ""},
		{"a profile", "strict", ""},
		{"a version", "pss-restricted@v1.31", ""},
		{"a version as people say it", "pss-baseline@1.0", ""},
		{"the latest", "pss-baseline@latest", ""},
		{"no version where there are some", "pss-baseline", ""},
		{"a version that is yet to come", "pss-restricted@v1.99",
			`unknown profile "pss-restricted@v1.99" (known versions: v1.0 to v1.37, and latest)`},
		{"a version where there is none", "strict@v1.0", `unknown profile "strict@v1.0" (the profile has no versions)`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := seaworthy.CheckProfile(test.profile)
			_, newErr := seaworthy.New(seaworthy.WithProfile(test.profile))
			if test.want == "" {
				require.NoError(t, err)
				require.NoError(t, newErr)
				return
			}
			require.EqualError(t, err, test.want)
			require.ErrorIs(t, newErr, rule.ErrUnknownProfile)
		})
	}
	for _, unknown := range []string{"nope", "nope@v1.0", "strict@", "all@v1.0", "@v1.0", ""} {
		require.ErrorIs(t, seaworthy.CheckProfile(unknown), rule.ErrUnknownProfile, unknown)
	}
}

func ids(t *testing.T, profile string) []string {
	checker, err := seaworthy.New(seaworthy.WithProfile(profile))
	require.NoError(t, err)
	var ids []string
	for _, r := range checker.Rules() {
		ids = append(ids, r.ID)
	}
	return ids
}

func TestRulesComeAndChangeWithVersions(t *testing.T) {
	require.NotContains(t, ids(t, "pss-restricted@v1.7"), "workload/privilege_escalation_allowed")
	require.Contains(t, ids(t, "pss-restricted@v1.8"), "workload/privilege_escalation_allowed")
	checker, err := seaworthy.New(seaworthy.WithProfile("pss-restricted@v1.21"))
	require.NoError(t, err)
	require.Contains(t, string(checker.Parameters()["workload/added_capability"]["allowed"]), "SYS_CHROOT")
	checker, err = seaworthy.New(seaworthy.WithProfile("pss-restricted"))
	require.NoError(t, err)
	require.Equal(t, `["NET_BIND_SERVICE"]`, string(checker.Parameters()["workload/added_capability"]["allowed"]))
}

func TestPodSecurityHidesNothing(t *testing.T) {
	const pod = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext: {runAsUser: 0}
  containers: [{name: web, image: web}]
`
	both := []string{"workload/possible_root_user", "workload/root_user"}
	require.ElementsMatch(t, both, rulesOf(judgeOne(t, "pod.yaml", pod, seaworthy.WithProfile("pss-restricted"), seaworthy.WithRules(both...))))
}

func rulesOf(judged finding.File) []string {
	var rules []string
	for _, f := range judged.Findings {
		rules = append(rules, f.Rule)
	}
	return rules
}
