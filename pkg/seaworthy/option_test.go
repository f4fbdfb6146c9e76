package seaworthy_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

func TestTheLastParameterWinsWhateverItsRuleIsCalled(t *testing.T) {
	exempt := func(name, pattern string) seaworthy.Option {
		return seaworthy.WithParameters(rule.Parameters{name: {"exempt": json.RawMessage(`["` + pattern + `"]`)}})
	}
	const id, alias = "workload/privileged_container", "trivy:KSV-0017"
	tests := []struct {
		name     string
		options  []seaworthy.Option
		findings int
	}{
		{"none", nil, 1},
		{"an id", []seaworthy.Option{exempt(id, "container:exporter")}, 0},
		{"another tool's name", []seaworthy.Option{exempt(alias, "container:exporter")}, 0},
		{"a name after an id", []seaworthy.Option{exempt(id, "container:exporter"), exempt(alias, "container:other")}, 1},
		{"an id after a name", []seaworthy.Option{exempt(alias, "container:other"), exempt(id, "container:exporter")}, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			checker, err := seaworthy.New(append(test.options, seaworthy.WithRules(id))...)
			require.NoError(t, err)
			result, err := checker.Check(t.Context(), source.File{Path: "pod.yaml", Content: []byte(manifest)})
			require.NoError(t, err)
			require.Len(t, result.Findings(), test.findings)
		})
	}
}

func TestParametersAreThoseOfTheRulesAsked(t *testing.T) {
	const id = "workload/privileged_container"
	checker, err := seaworthy.New(seaworthy.WithRules(id))
	require.NoError(t, err)
	require.Equal(t, rule.Parameters{id: {"exempt": json.RawMessage("[]")}}, checker.Parameters())

	chosen := rule.Parameters{id: {"exempt": json.RawMessage(`["container:exporter"]`)}}
	checker, err = seaworthy.New(seaworthy.WithRules(id), seaworthy.WithParameters(chosen))
	require.NoError(t, err)
	require.Equal(t, chosen, checker.Parameters())
}

func TestWrongOptionsAreErrors(t *testing.T) {
	tests := []struct {
		name   string
		option seaworthy.Option
		want   error
	}{
		{"an unknown profile", seaworthy.WithProfile("strikt"), rule.ErrUnknownProfile},
		{"an unknown rule asked for", seaworthy.WithRules("nothing"), rule.ErrUnknownRule},
		{"an unknown rule left out", seaworthy.WithoutRules("nothing"), rule.ErrUnknownRule},
		{"a parameter of an unknown rule", seaworthy.WithParameters(rule.Parameters{"nothing": {"x": json.RawMessage("1")}}), rule.ErrUnknownRule},
		{"an unknown parameter", seaworthy.WithParameters(rule.Parameters{"workload/privileged_container": {"x": json.RawMessage("1")}}), rule.ErrParameter},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := seaworthy.New(test.option)
			require.ErrorIs(t, err, test.want)
		})
	}
}
