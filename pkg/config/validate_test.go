package config_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/config"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

func catalogue(t *testing.T) *rule.Catalogue {
	t.Helper()
	made, err := rule.NewCatalogue([]rule.Rule{
		{
			ID: "dockerfile/root_user", Name: "root_user", Aliases: []string{"hadolint:DL3002", "trivy:DS-0002"},
			Parameters: map[string]rule.Parameter{"strict": {Type: "boolean", Default: raw("false")}},
		},
		{ID: "dockerfile/missing_user", Name: "missing_user", Aliases: []string{"trivy:DS-0002"}},
	})
	require.NoError(t, err)
	return made
}

func onlyStrict(profile string) error {
	if profile != "strict" {
		return fmt.Errorf("%w %q", rule.ErrUnknownProfile, profile)
	}
	return nil
}

func TestValidate(t *testing.T) {
	tests := []struct {
		name, content, want string
		is                  error
	}{
		{name: "all is well", content: text("profile: strict", "parameters:", "  dockerfile/root_user: {strict: true}")},
		{name: "another tool's name", content: text("parameters:", "  DL3002: {strict: true}")},
		{name: "an unknown profile", content: "profile: strikt\n", is: rule.ErrUnknownProfile,
			want: `1:10: unknown profile "strikt"`},
		{name: "an unknown rule without parameters", content: text("parameters:", "  dockerfile/rootuser: {}"), is: rule.ErrUnknownRule,
			want: `2:3: unknown rule "dockerfile/rootuser" (did you mean dockerfile/root_user?)`},
		{name: "an unknown parameter", content: text("parameters:", "  dockerfile/root_user: {strikt: true}"), is: rule.ErrParameter,
			want: `2:26: invalid parameter: dockerfile/root_user has no parameter "strikt" (known: strict)`},
		{name: "a value of the wrong type", content: text("parameters:", "  dockerfile/root_user:", "    strict: 1"), is: rule.ErrParameter,
			want: `3:5: invalid parameter: dockerfile/root_user.strict: 1 is no boolean`},
		{name: "the first of two mistakes", content: text("parameters:", "  z/z: {}", "  a/a: {}"), is: rule.ErrUnknownRule,
			want: `2:3: unknown rule "z/z"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			read, err := parse(test.content)
			require.NoError(t, err)
			err = read.Validate(catalogue(t), onlyStrict)
			if test.want == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, test.is)
			require.ErrorContains(t, err, "a/.seaworthy.yaml:"+test.want)
		})
	}
}

func TestResolve(t *testing.T) {
	strict := rule.Parameters{"dockerfile/root_user": {"strict": raw("true")}}
	tests := []struct {
		name  string
		named rule.Parameters
	}{
		{"an id", strict},
		{"another tool's name", rule.Parameters{"hadolint:DL3002": {"strict": raw("true")}}},
		{"a name of two rules means the one that has the parameter", rule.Parameters{"DS-0002": {"strict": raw("true")}}},
		{"the id wins", rule.Parameters{
			"dockerfile/root_user": {"strict": raw("true")}, "hadolint:DL3002": {"strict": raw("false")}, "DL3002": {"strict": raw("false")},
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			resolved, err := config.Resolve(catalogue(t), test.named)
			require.NoError(t, err)
			require.Equal(t, strict, resolved)
		})
	}
	_, err := config.Resolve(catalogue(t), rule.Parameters{"DS-0002": {"other": raw("true")}})
	require.ErrorIs(t, err, rule.ErrParameter)
	_, err = config.Resolve(catalogue(t), rule.Parameters{"nothing": {"other": raw("true")}})
	require.ErrorIs(t, err, rule.ErrUnknownRule)
}
