package rule_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// told are the parameters of one rule.
func told(id, name, value string) rule.Parameters {
	return rule.Parameters{id: {name: json.RawMessage(value)}}
}

func TestCheckParameter(t *testing.T) {
	of := func(kind string) rule.Parameter { return rule.Parameter{Type: kind} }
	texts := rule.Parameter{Type: "array", Items: &rule.Parameter{Type: "string"}}
	modes := rule.Parameter{Type: "string", Enum: []string{"strict", "lax"}}
	modeList := rule.Parameter{Type: "array", Items: &modes}
	for _, test := range []struct {
		name      string
		parameter rule.Parameter
		value     string
		want      string // part of the error; none where the value fits
	}{
		{name: "true is a boolean", parameter: of("boolean"), value: `true`},
		{name: "blanks around a value do not matter", parameter: of("boolean"), value: " false\n"},
		{name: "the text true is no boolean", parameter: of("boolean"), value: `"true"`, want: `"true" is no boolean`},
		{name: "one is no boolean", parameter: of("boolean"), value: `1`, want: "1 is no boolean"},
		{name: "an integer", parameter: of("integer"), value: `-3`},
		{name: "a fraction is no integer", parameter: of("integer"), value: `1.5`, want: "1.5 is no integer"},
		{name: "an integer is a number", parameter: of("number"), value: `3`},
		{name: "an exponent makes a number", parameter: of("number"), value: `1e3`},
		{name: "a text is no number", parameter: of("number"), value: `"3"`, want: "no number"},
		{name: "a text", parameter: of("string"), value: `"a"`},
		{name: "an empty text", parameter: of("string"), value: `""`},
		{name: "null is no text", parameter: of("string"), value: `null`, want: "null is no string"},
		{name: "one of the texts allowed", parameter: modes, value: `"lax"`},
		{name: "none of the texts allowed", parameter: modes, value: `"lux"`, want: `"lux" is none of strict, lax`},
		{name: "a list", parameter: texts, value: `["a", "b"]`},
		{name: "an empty list", parameter: texts, value: `[]`},
		{name: "a list of anything", parameter: of("array"), value: `[1, "a", null]`},
		{name: "a text in place of a list", parameter: texts, value: `"a"`, want: `"a" is no array`},
		{name: "an element of the wrong type", parameter: texts, value: `["a", 1]`, want: "element 1: 1 is no string"},
		{name: "an element that is not allowed", parameter: modeList, value: `["lax", "a"]`, want: `element 1: "a" is none of strict, lax`},
		{name: "an object", parameter: of("object"), value: `{"a": 1}`},
		{name: "a list is no object", parameter: of("object"), value: `[]`, want: "no object"},
		{name: "nothing", parameter: of("string"), value: ``, want: "no string"},
		{name: "text that is no JSON", parameter: of("string"), value: `"a`, want: "no string"},
		{name: "a blank that JSON does not know", parameter: of("integer"), value: "\f0", want: "no integer"},
		{name: "two values", parameter: of("integer"), value: `1 2`, want: "no integer"},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := test.parameter.Check(json.RawMessage(test.value))
			if test.want == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, test.want)
		})
	}
}

func TestValidateParameters(t *testing.T) {
	for _, test := range []struct {
		name  string
		given rule.Parameters
		is    error
		want  string
	}{
		{name: "none", given: nil},
		{name: "a value that fits", given: told("dockerfile/root_user", "limit", "5")},
		{name: "a rule without values", given: rule.Parameters{"dockerfile/missing_user": nil}},
		{
			name: "a rule that is not there", given: told("dockerfile/rootuser", "limit", "5"),
			is: rule.ErrUnknownRule, want: "did you mean dockerfile/root_user?",
		},
		{name: "an alias is no id", given: told("DL3002", "limit", "5"), is: rule.ErrUnknownRule, want: `"DL3002"`},
		{
			name: "a parameter that is not there", given: told("dockerfile/root_user", "limits", "5"),
			is: rule.ErrParameter, want: `dockerfile/root_user has no parameter "limits" (known: limit, strict)`,
		},
		{
			name: "a parameter of a rule that takes none", given: told("dockerfile/missing_user", "limit", "5"),
			is: rule.ErrParameter, want: "it takes none",
		},
		{
			name: "a value of the wrong type", given: told("dockerfile/root_user", "strict", "5"),
			is: rule.ErrParameter, want: "dockerfile/root_user.strict: 5 is no boolean",
		},
		{
			name: "an element of the wrong type", given: told("workload/privileged_container", "exempt", "[1]"),
			is: rule.ErrParameter, want: "workload/privileged_container.exempt: element 0: 1 is no string",
		},
		{
			name:  "the first of several mistakes, by rule and name",
			given: rule.Parameters{"z/z": nil, "dockerfile/root_user": {"strict": nil, "limit": json.RawMessage(`""`)}},
			is:    rule.ErrParameter, want: `dockerfile/root_user.limit: "" is no integer`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := catalogue(t).Validate(test.given)
			effective, effectiveErr := catalogue(t).Effective(test.given)
			require.Equal(t, err, effectiveErr)
			if test.is == nil {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, test.is)
			require.ErrorContains(t, err, test.want)
			require.Nil(t, effective)
		})
	}
}

func TestEffectiveParameters(t *testing.T) {
	effective, err := catalogue(t).Effective(told("dockerfile/root_user", "limit", "5"))
	require.NoError(t, err)
	require.Equal(t, rule.Parameters{
		"dockerfile/root_user":          {"limit": json.RawMessage("5"), "strict": json.RawMessage("false")},
		"workload/privileged_container": {"exempt": json.RawMessage("[]")},
	}, effective)

	defaults, err := catalogue(t).Effective(nil)
	require.NoError(t, err)
	require.Equal(t, json.RawMessage("3"), defaults["dockerfile/root_user"]["limit"], "what one caller sets stays with it")
}

func TestParametersWith(t *testing.T) {
	weak := rule.Parameters{"a/a": {"one": json.RawMessage("1"), "two": json.RawMessage("1")}, "b/b": {"x": json.RawMessage("1")}}
	strong := rule.Parameters{"a/a": {"two": json.RawMessage("2")}, "c/c": {"x": json.RawMessage("2")}}
	merged := weak.With(strong)
	require.Equal(t, rule.Parameters{
		"a/a": {"one": json.RawMessage("1"), "two": json.RawMessage("2")},
		"b/b": {"x": json.RawMessage("1")},
		"c/c": {"x": json.RawMessage("2")},
	}, merged)

	merged["b/b"]["x"] = json.RawMessage("3")
	require.Equal(t, json.RawMessage("1"), weak["b/b"]["x"], "the result is a copy")
	require.Equal(t, strong, rule.Parameters(nil).With(strong))
	require.Equal(t, weak, weak.With(nil))
}

func FuzzCheckParameter(f *testing.F) {
	for _, seed := range []string{`true`, `1.5`, `"a"`, `["a"]`, `[["a"]]`, `{}`, `null`, ``, `"a`, "\xff", ` `} {
		for _, kind := range []string{"boolean", "integer", "number", "string", "array", "object"} {
			f.Add(kind, seed)
		}
	}
	f.Fuzz(func(t *testing.T, kind, value string) {
		p := rule.Parameter{Type: kind, Items: &rule.Parameter{Type: "string", Enum: []string{"a"}}}
		if p.Check(json.RawMessage(value)) == nil && kind != "JSON" {
			require.True(t, json.Valid([]byte(value)))
		}
	})
}
