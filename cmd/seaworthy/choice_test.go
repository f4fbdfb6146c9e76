package main

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

func TestParseParameter(t *testing.T) {
	tests := []struct {
		name, text string
		want       rule.Parameters
		err        string
	}{
		{name: "a truth", text: "a/b.c=true", want: rule.Parameters{"a/b": {"c": json.RawMessage("true")}}},
		{name: "a list", text: "a/b.c=[x, y]", want: rule.Parameters{"a/b": {"c": json.RawMessage(`["x","y"]`)}}},
		{name: "an equals sign in the value", text: "a/b.c=d=e", want: rule.Parameters{"a/b": {"c": json.RawMessage(`"d=e"`)}}},
		{name: "a rule with a dot", text: "cis-docker:5.5.c=1", want: rule.Parameters{"cis-docker:5.5": {"c": json.RawMessage("1")}}},
		{name: "no value", text: "a/b.c=", want: rule.Parameters{"a/b": {"c": json.RawMessage(`""`)}}},
		{name: "no equals sign", text: "a/b.c", err: errParameterForm.Error()},
		{name: "no parameter", text: "a/b=1", err: errParameterForm.Error()},
		{name: "an empty parameter", text: "a/b.=1", err: errParameterForm.Error()},
		{name: "no YAML", text: "a/b.c=[", err: "did not find expected node content"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			parameters, err := parseParameter(test.text)
			if test.err != "" {
				require.ErrorContains(t, err, test.err)
				return
			}
			require.NoError(t, err)
			require.Equal(t, test.want, parameters)
		})
	}
}
