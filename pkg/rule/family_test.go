package rule_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

func TestAFamilyOfAliases(t *testing.T) {
	whole := rule.Rule{ID: "dockerfile/shellcheck", Facet: "dockerfile", Name: "shellcheck", Aliases: []string{"hadolint:SC*"}}
	made, err := rule.NewCatalogue(append(some(), whole))
	require.NoError(t, err)
	for _, test := range []struct {
		name   string
		member string // "" where the rule does not answer
	}{
		{"SC2086", "SC2086"},
		{"sc2086", "SC2086"},
		{"hadolint:SC2086", "SC2086"},
		{"SC", ""},
		{"SCX", ""},
		{"2086", ""},
		{"trivy:SC2086", ""},
		{"DL3002", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.member, whole.Member(test.name))
			answers := false
			for _, r := range made.Named(test.name) {
				answers = answers || r.ID == whole.ID
			}
			require.Equal(t, test.member != "", answers)
		})
	}
	require.Empty(t, some()[1].Member("DL3002"), "a rule with plain aliases has no members")
}
