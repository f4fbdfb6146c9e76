package policy_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/policy"
)

func TestFixable(t *testing.T) {
	const head = `# METADATA
# title: Title
# description: Why.
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict]
#   remediation: Mend it.
package seaworthy.rules.a.b

`
	for _, test := range []struct{ name, body, want string }{
		{name: "no fix", body: `deny contains {"msg": "m", "at": "a"}`, want: "no"},
		{name: "a safe one", body: `deny contains {"msg": "m", "at": "a", "fix": {"safe": true, "edits": []}}`, want: "safe"},
		{name: "an unsafe one", body: `deny contains {"msg": "m", "at": "a", "fix": {"safe": false, "edits": []}}`, want: "unsafe"},
		{name: "in a function", body: "fix(x) := {\"fix\": {\"safe\": true, \"edits\": [x]}}\n\ndeny contains fix(1)", want: "safe"},
		{name: "one that is safe now and then", body: "fix(x) := {\"safe\": x == 1, \"edits\": [x]}\n\ndeny contains fix(1)", want: "safe"},
		{name: "one of each", body: "a := {\"safe\": true, \"edits\": []}\n\nb := {\"safe\": false, \"edits\": []}\n\ndeny contains a", want: "safe"},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := fstest.MapFS{"seaworthy/rules/a/b/b.rego": {Data: []byte(head + test.body + "\n")}}
			rules, err := policy.Describe(files)
			require.NoError(t, err)
			require.Len(t, rules, 1)
			require.Equal(t, test.want, rules[0].Fixable)
		})
	}
}
