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
	template, err := gatekeeper.NewTemplate(library(t), privilegedContainer(t), gatekeeper.Options{})
	require.NoError(t, err)
	constraint, err := gatekeeper.NewConstraint(privilegedContainer(t), gatekeeper.Options{})
	require.NoError(t, err)
	var written bytes.Buffer
	require.NoError(t, gatekeeper.Encode(&written, template))
	written.WriteString("---\n")
	require.NoError(t, gatekeeper.Encode(&written, constraint))

	golden := filepath.Join("testdata", "privileged_container.yaml")
	if *update {
		require.NoError(t, os.WriteFile(golden, written.Bytes(), 0o600))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.Equal(t, string(want), written.String())
}

func export(t *testing.T, options gatekeeper.Options) gatekeeper.Set {
	t.Helper()
	loaded := library(t)
	set, err := gatekeeper.Export(loaded, "all", loaded.Catalogue().Rules(), options)
	require.NoError(t, err)
	require.NotEmpty(t, set.Policies)
	return set
}

// TestExportsKeepGatekeepersRules holds every exported template to what Gatekeeper refuses without running, with the
// built-ins and the syntax of the OPA in its version.
func TestExportsKeepGatekeepersRules(t *testing.T) {
	for version, opa := range map[gatekeeper.Version]string{"3.19": "v1.3.0", gatekeeper.LatestVersion: "v1.17.1"} {
		capabilities, err := ast.LoadCapabilitiesVersion(opa)
		require.NoError(t, err)
		for _, exported := range export(t, gatekeeper.Options{Version: version}).Policies {
			t.Run(string(version)+"/"+exported.Rule.ID, func(t *testing.T) {
				template := exported.Template
				require.Equal(t, strings.ToLower(template.Spec.CRD.Spec.Names.Kind), template.Metadata.Name)
				code := template.Spec.Targets[0].Code[0].Source
				modules := map[string]*ast.Module{"violation": parse(t, code.Rego)}
				for i, lib := range code.Libs {
					module := parse(t, lib)
					require.True(t, strings.HasPrefix(module.Package.Path.String(), "data.lib."), module.Package.Path)
					modules[strconv.Itoa(i)] = module
				}
				compiler := ast.NewCompiler().WithStrict(true).WithCapabilities(capabilities)
				compiler.Compile(modules)
				require.False(t, compiler.Failed(), "%v", compiler.Errors)
			})
		}
	}
}

func TestWhatNoClusterHasIsLeftOut(t *testing.T) {
	reasons := map[string]string{}
	for _, left := range export(t, gatekeeper.Options{}).LeftOut {
		require.True(t, left.Explained())
		reasons[left.Rule.ID] = left.Why()
	}
	require.Equal(t, "not a rule about Kubernetes objects", reasons["dockerfile/root_user"])
	require.Equal(t, "no object of a cluster has what it reads: secret/manifests", reasons["secret/committed_secret_manifest"])
	require.Equal(t, "no object of a cluster has what it reads: workload/host/uts", reasons["workload/host_uts"])
	require.NotContains(t, reasons, "workload/host_user_namespace")
	require.NotContains(t, reasons, "secret/credential_value")
}

func TestVersions(t *testing.T) {
	for text, want := range map[string]gatekeeper.Version{"3.22": "3.22", "v3.19.2": "3.19", "3.99": gatekeeper.LatestVersion, "4.0": gatekeeper.LatestVersion} {
		version, err := gatekeeper.ParseVersion(text)
		require.NoError(t, err, text)
		require.Equal(t, want, version, text)
	}
	for _, text := range []string{"", "3", "3.18", "x.y", "v"} {
		_, err := gatekeeper.ParseVersion(text)
		require.ErrorIs(t, err, gatekeeper.ErrVersion, text)
	}
}

func TestActions(t *testing.T) {
	r := privilegedContainer(t)
	for severity, want := range map[rule.Severity]gatekeeper.Action{
		rule.Critical: gatekeeper.Deny, rule.Medium: gatekeeper.Deny, rule.Low: gatekeeper.Warn, rule.Info: gatekeeper.DryRun,
	} {
		r.Severity = severity
		constraint, err := gatekeeper.NewConstraint(r, gatekeeper.Options{})
		require.NoError(t, err)
		require.Equal(t, want, constraint.Spec.EnforcementAction)
		constraint, err = gatekeeper.NewConstraint(r, gatekeeper.Options{Actions: map[rule.Severity]gatekeeper.Action{severity: gatekeeper.Warn}})
		require.NoError(t, err)
		require.Equal(t, gatekeeper.Warn, constraint.Spec.EnforcementAction)
	}
}

func TestPointsWithActionsOfTheirOwn(t *testing.T) {
	constraint, err := gatekeeper.NewConstraint(privilegedContainer(t), gatekeeper.Options{Points: map[string]gatekeeper.Action{
		"gator.gatekeeper.sh": gatekeeper.Deny, "validation.gatekeeper.sh": gatekeeper.Warn, "audit.gatekeeper.sh": gatekeeper.BySeverity,
	}})
	require.NoError(t, err)
	require.Equal(t, gatekeeper.Action("scoped"), constraint.Spec.EnforcementAction)
	require.Equal(t, []gatekeeper.ScopedAction{
		{Action: gatekeeper.Deny, EnforcementPoints: []gatekeeper.EnforcementPoint{{Name: "audit.gatekeeper.sh"}, {Name: "gator.gatekeeper.sh"}}},
		{Action: gatekeeper.Warn, EnforcementPoints: []gatekeeper.EnforcementPoint{{Name: "validation.gatekeeper.sh"}}},
	}, constraint.Spec.ScopedEnforcementActions)
}

func TestMatchAndExemptImages(t *testing.T) {
	constraint, err := gatekeeper.NewConstraint(privilegedContainer(t), gatekeeper.Options{
		Namespaces: []string{"shop-*"}, ExcludedNamespaces: []string{"kube-*"}, Labels: map[string]string{"a": "b"},
		NamespaceLabels: map[string]string{"c": "d"}, ExemptImages: []string{"registry.example.com/*"},
	})
	require.NoError(t, err)
	var written bytes.Buffer
	require.NoError(t, gatekeeper.Encode(&written, constraint))
	for _, want := range []string{
		"namespaces:\n      - shop-*\n", "excludedNamespaces:\n      - kube-*\n", "labelSelector:\n      matchLabels:\n        a: b\n",
		"namespaceSelector:\n      matchLabels:\n        c: d\n", "exemptImages:\n      - registry.example.com/*\n",
	} {
		require.Contains(t, written.String(), want)
	}
}

func TestFilesOfASet(t *testing.T) {
	files, err := export(t, gatekeeper.Options{}).Files()
	require.NoError(t, err)
	texts := map[string]string{}
	for _, file := range files {
		texts[file.Path] = string(file.Text)
	}
	require.Contains(t, texts["kustomization.yaml"], "- workload/privileged_container/template.yaml\n")
	require.Contains(t, texts["catalog.yaml"], "templatePath: workload/privileged_container/template.yaml\n")
	require.Contains(t, texts["workload/privileged_container/suite.yaml"], `message: ^container "exporter" runs privileged$`)
	require.Contains(t, texts["workload/privileged_container/samples/bad_1.yaml"], "privileged: true")
	require.NotContains(t, texts, "reference/end_of_life_soon/suite.yaml", "what it says hangs on the day")

	again, err := export(t, gatekeeper.Options{}).Files()
	require.NoError(t, err)
	require.Equal(t, files, again)
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
			_, err := gatekeeper.NewTemplate(library(t), test.rule, gatekeeper.Options{})
			require.ErrorIs(t, err, test.want)
			_, err = gatekeeper.NewConstraint(test.rule, gatekeeper.Options{})
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
	template, err := gatekeeper.NewTemplate(library(t), r, gatekeeper.Options{})
	require.NoError(t, err)
	schema := template.Spec.CRD.Spec.Validation.OpenAPIV3Schema
	require.Equal(t, "object", schema.Type)
	require.Equal(t, &gatekeeper.Schema{Type: "string"}, schema.Properties["exemptImages"].Items)
	for name, want := range map[string]gatekeeper.Schema{
		"level": {Type: "string", Enum: []string{"a", "b"}},
		"lists": {Type: "array", Items: &gatekeeper.Schema{Type: "integer"}},
		"loose": {Type: "array", Items: &gatekeeper.Schema{PreserveUnknownFields: true}},
		"map":   {Type: "object", PreserveUnknownFields: true},
	} {
		made := schema.Properties[name]
		require.NotNil(t, made.Default, name)
		made.Default = nil
		require.Equal(t, want, made, name)
	}
	require.Equal(t, "a", schema.Properties["level"].Default.Value)
	require.Contains(t, template.Spec.Targets[0].Code[0].Source.Rego, `"level": "a"`)
}

func TestTemplateHoldsOnlyWhatItsRuleReads(t *testing.T) {
	for id, unread := range map[string][]string{
		"workload/privileged_container": {"volumeMounts", "hostAliases", "image_reference", "runAsUser", "livenessProbe"},
		"workload/root_user":            {"volumeMounts", "capabilities", "image_reference"},
		"reference/floating_tag":        {"volumeMounts", "privileged", "runAsUser"},
	} {
		found, ok := library(t).Catalogue().ByID(id)
		require.True(t, ok)
		template, err := gatekeeper.NewTemplate(library(t), found, gatekeeper.Options{})
		require.NoError(t, err)
		text := strings.Join(template.Spec.Targets[0].Code[0].Source.Libs, "\n")
		for _, field := range unread {
			require.NotContains(t, text, field, id)
		}
	}
}
