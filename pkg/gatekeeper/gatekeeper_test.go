package gatekeeper_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/gatekeeper"
	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/policies"
)

var update = flag.Bool("update", false, "rewrite golden files")

func library(t *testing.T) *policy.Library {
	t.Helper()
	loaded, err := policy.Load(policies.FS)
	require.NoError(t, err)
	return loaded
}

func privilegedContainer(t *testing.T) rule.Rule {
	t.Helper()
	found, ok := library(t).Catalogue().ByID("workload/privileged_container")
	require.True(t, ok)
	return found
}

func TestExportIsWhatPeopleApply(t *testing.T) {
	template, err := gatekeeper.NewTemplate(library(t), privilegedContainer(t))
	require.NoError(t, err)
	constraint, err := gatekeeper.NewConstraint(privilegedContainer(t))
	require.NoError(t, err)
	var written bytes.Buffer
	require.NoError(t, gatekeeper.Encode(&written, template))
	require.NoError(t, gatekeeper.Encode(&written, constraint))

	golden := filepath.Join("testdata", "privileged_container.yaml")
	if *update {
		require.NoError(t, os.WriteFile(golden, written.Bytes(), 0o600))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.Equal(t, string(want), written.String())
}

// TestExportsKeepGatekeepersRules holds every exported template to what Gatekeeper refuses without running.
func TestExportsKeepGatekeepersRules(t *testing.T) {
	for _, r := range library(t).Catalogue().Rules() {
		if !gatekeeper.Exportable(r) {
			continue
		}
		t.Run(r.ID, func(t *testing.T) {
			template, err := gatekeeper.NewTemplate(library(t), r)
			require.NoError(t, err)
			require.Equal(t, strings.ToLower(template.Spec.CRD.Spec.Names.Kind), template.Metadata.Name)
			code := template.Spec.Targets[0].Code[0].Source
			modules := map[string]*ast.Module{"violation": parse(t, code.Rego)}
			for i, lib := range code.Libs {
				module := parse(t, lib)
				require.True(t, strings.HasPrefix(module.Package.Path.String(), "data.lib."), module.Package.Path)
				modules[strconv.Itoa(i)] = module
			}
			compiler := ast.NewCompiler().WithStrict(true)
			compiler.Compile(modules)
			require.False(t, compiler.Failed(), "%v", compiler.Errors)
		})
	}
}

func parse(t *testing.T, text string) *ast.Module {
	t.Helper()
	require.NotContains(t, text, "\t")
	module, err := ast.ParseModuleWithOpts("", text, ast.ParserOptions{RegoVersion: ast.RegoV1})
	require.NoError(t, err)
	require.Empty(t, module.Comments)
	for _, imported := range module.Imports {
		require.Contains(t, imported.Path.String(), "data.lib.")
	}
	ast.WalkRefs(module, func(ref ast.Ref) bool {
		isData := ref.HasPrefix(ast.DefaultRootRef) && !ref.Equal(module.Package.Path)
		require.True(t, !isData || strings.HasPrefix(ref.String(), "data.lib."), ref)
		return false
	})
	return module
}

func TestRefused(t *testing.T) {
	long := strings.Repeat("very_", 12) + "long"
	for name, test := range map[string]struct {
		rule rule.Rule
		want error
	}{
		"a rule about Dockerfiles":            {rule.Rule{ID: "dockerfile/root_user", Facet: "dockerfile"}, gatekeeper.ErrFacet},
		"a name that is too long for a label": {rule.Rule{ID: "workload/" + long, Facet: "workload"}, gatekeeper.ErrName},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := gatekeeper.NewTemplate(library(t), test.rule)
			require.ErrorIs(t, err, test.want)
			_, err = gatekeeper.NewConstraint(test.rule)
			require.ErrorIs(t, err, test.want)
		})
	}
}

func TestParametersBecomeAStructuralSchema(t *testing.T) {
	r := privilegedContainer(t)
	r.Parameters = map[string]rule.Parameter{
		"level": {Type: "string", Enum: []string{"a", "b"}, Default: json.RawMessage(`"a"`)},
		"lists": {Type: "array", Items: &rule.Parameter{Type: "integer"}, Default: json.RawMessage(`[1]`)},
		"loose": {Type: "array", Default: json.RawMessage(`[]`)},
		"map":   {Type: "object", Default: json.RawMessage(`{"a": 1}`)},
	}
	template, err := gatekeeper.NewTemplate(library(t), r)
	require.NoError(t, err)
	require.Equal(t, gatekeeper.Schema{Type: "object", Properties: map[string]gatekeeper.Schema{
		"level": {Type: "string", Enum: []string{"a", "b"}},
		"lists": {Type: "array", Items: &gatekeeper.Schema{Type: "integer"}},
		"loose": {Type: "array", Items: &gatekeeper.Schema{PreserveUnknownFields: true}},
		"map":   {Type: "object", PreserveUnknownFields: true},
	}}, template.Spec.CRD.Spec.Validation.OpenAPIV3Schema)
	require.Contains(t, template.Spec.Targets[0].Code[0].Source.Rego, `"level": "a"`)
}

func TestLightRulesWarn(t *testing.T) {
	r := privilegedContainer(t)
	for severity, want := range map[rule.Severity]string{rule.Medium: "deny", rule.Low: "warn"} {
		r.Severity = severity
		constraint, err := gatekeeper.NewConstraint(r)
		require.NoError(t, err)
		require.Equal(t, want, constraint.Spec.EnforcementAction)
	}
}

func TestTemplateHoldsOnlyWhatItsRuleReads(t *testing.T) {
	for id, unread := range map[string][]string{
		"workload/privileged_container": {"volumeMounts", "hostAliases", "image_reference", "runAsUser", "livenessProbe"},
		"workload/root_user":            {"volumeMounts", "capabilities", "image_reference"},
		"reference/floating_tag":        {"volumeMounts", "privileged", "runAsUser"},
	} {
		found, ok := library(t).Catalogue().ByID(id)
		require.True(t, ok)
		template, err := gatekeeper.NewTemplate(library(t), found)
		require.NoError(t, err)
		text := strings.Join(template.Spec.Targets[0].Code[0].Source.Libs, "\n")
		for _, field := range unread {
			require.NotContains(t, text, field, id)
		}
	}
}
