package bundle_test

import (
	"encoding/json"
	"regexp"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/policies"
)

// TestConfigMapsAnswerReviews loads ConfigMaps as kube-mgmt does, each entry a module and no data, and asks about a pod.
func TestConfigMapsAnswerReviews(t *testing.T) {
	library, err := policy.Load(policies.FS)
	require.NoError(t, err)
	var rules []rule.Rule
	for _, id := range []string{"workload/privileged_container", "secret/credential_variable", "workload/host_network", "reference/end_of_life_base"} {
		found, ok := library.Catalogue().ByID(id)
		require.True(t, ok)
		rules = append(rules, found)
	}
	built, err := bundle.Build(t.Context(), library, bundle.Selection{
		Profile: "default", Rules: rules, FailOn: rule.High,
		Parameters: rule.Parameters{"secret/credential_variable": {"names": json.RawMessage(`["motto"]`)}},
	})
	require.NoError(t, err)
	maps, err := built.ConfigMaps()
	require.NoError(t, err)
	options := []func(*rego.Rego){rego.Query("data.seaworthy.admission.review.response"), rego.SetRegoVersion(ast.RegoV1)}
	key := regexp.MustCompile(`^[-._a-zA-Z0-9]+$`)
	for _, each := range maps {
		size := 0
		for name, text := range each.Data {
			require.Regexp(t, key, name)
			options = append(options, rego.Module(name, text))
			size += len(text)
		}
		require.Less(t, size, 200_000)
		require.Equal(t, "rego", each.Labels["openpolicyagent.org/policy"])
	}
	var review map[string]any
	require.NoError(t, json.Unmarshal([]byte(`{"request": {"operation": "CREATE", "object": {"kind": "Pod", "spec": {"containers": [
		{"name": "web", "image": "debian:9", "env": [{"name": "MOTTO", "value": "hunter2"}], "securityContext": {"privileged": true}}]}}}}`), &review))
	results, err := rego.New(append(options, rego.Input(review))...).Eval(t.Context())
	require.NoError(t, err)
	text, err := json.Marshal(results[0].Expressions[0].Value)
	require.NoError(t, err)
	var response struct {
		Allowed bool
		Status  struct{ Message string }
	}
	require.NoError(t, json.Unmarshal(text, &response))
	require.False(t, response.Allowed)
	require.Contains(t, response.Status.Message, "[workload/privileged_container]")
	require.Contains(t, response.Status.Message, "variable MOTTO of container \"web\" is a credential in the clear")
}
