package bundle_test

import (
	"encoding/json"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

const (
	rootUser = "seaworthy/rules/dockerfile/root_user/root_user.rego"
	badImage = "seaworthy/rules/reference/bad_image/bad_image.rego"
	images   = "seaworthy/lib/images/images.rego"
	badList  = "seaworthy/data/bad_images/data.yaml"
)

// texts are a tree of two rules, small enough to know by heart.
func texts() map[string]string {
	return map[string]string{
		rootUser: `package seaworthy.rules.dockerfile.root_user

deny contains finding if {
	some stage in input.dockerfile.stages
	stage.user == "root"
	finding := {"msg": "runs as root", "at": stage.at}
}
`,
		badImage: `package seaworthy.rules.reference.bad_image

import data.seaworthy.lib.images

deny contains {"msg": "bad image", "at": image.at} if {
	some image in images.bad
	some _ in ["x"]
}
`,
		images: `package seaworthy.lib.images

import data.seaworthy.data.bad_images

bad contains image if {
	some image in input.reference.images
	image.name in bad_images.names
}
`,
		badList:                                    "names: [vice]\n",
		"seaworthy/lib/images/images_test.rego":    "package seaworthy.lib.images_test\n\ntest_nothing if true\n",
		"seaworthy/kubernetes/kubernetes.rego":     "package seaworthy.kubernetes\n\ndocument(_) := {}\n",
		"seaworthy/admission/admission.rego":       "package seaworthy.admission\n\n# METADATA\n# entrypoint: true\nreview := {}\n",
		"seaworthy/findings.rego":                  "package seaworthy\n\n# METADATA\n# entrypoint: true\nfindings contains data.seaworthy.rules.dockerfile\n",
		"seaworthy/rules/dockerfile/README.md":     "not for OPA",
		"seaworthy/testing/testing.rego":           "package seaworthy.testing\n",
		"schemas/dockerfile.json":                  "{}",
		"seaworthy/data/unread_images/data.yaml":   "names: [unread]\n",
		"seaworthy/rules/dockerfile/unused/x.rego": "this is no Rego",
	}
}

// described are the rules of the tree.
func described() []rule.Rule {
	return []rule.Rule{
		{
			ID: "dockerfile/root_user", Facet: "dockerfile", Name: "root_user", Title: "Runs as root", Severity: rule.High,
			Profiles: []string{"default"}, Hides: []string{"reference/bad_image"}, Needs: [][]string{{"dockerfile/stages"}},
			Parameters: map[string]rule.Parameter{"users": {Type: "array", Default: json.RawMessage(`["root"]`)}},
		},
		{
			ID: "reference/bad_image", Facet: "reference", Name: "bad_image", Title: "Is <bad>", Severity: rule.Low,
			Profiles: []string{"strict"}, Parameters: map[string]rule.Parameter{},
		},
	}
}

// newLibrary reads a tree of texts, with its folders in reverse order if wanted.
func newLibrary(t testing.TB, texts map[string]string, rules []rule.Rule, reverse bool) *policy.Library {
	t.Helper()
	tree := fstest.MapFS{}
	for name, text := range texts {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for _, r := range rules {
		catalogue, err := json.Marshal(map[string]rule.Rule{r.Name: r})
		require.NoError(t, err)
		tree["seaworthy/catalogue/"+r.Facet+"/data.json"] = &fstest.MapFile{Data: catalogue}
	}
	var files fs.FS = tree
	if reverse {
		files = reversed{tree}
	}
	library, err := policy.Load(files)
	require.NoError(t, err)
	return library
}

// reversed lists folders from the last entry to the first.
type reversed struct{ fs.FS }

func (r reversed) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(r.FS, name)
	slices.Reverse(entries)
	return entries, err
}

// selection takes all rules of the tree.
func selection(rules []rule.Rule) bundle.Selection {
	return bundle.Selection{Profile: "default", Rules: rules, Version: "v1.2.3"}
}

func build(t testing.TB, texts map[string]string, rules []rule.Rule, change ...func(*bundle.Selection)) *bundle.Bundle {
	t.Helper()
	chosen := selection(rules)
	for _, apply := range change {
		apply(&chosen)
	}
	built, err := bundle.Build(t.Context(), newLibrary(t, texts, rules, false), chosen)
	require.NoError(t, err)
	return built
}

// edited is the tree with one text replaced in one file.
func edited(t testing.TB, name, old, now string) map[string]string {
	t.Helper()
	changed := texts()
	require.Contains(t, changed[name], old)
	changed[name] = strings.Replace(changed[name], old, now, 1)
	return changed
}

func parameters(value string) rule.Parameters {
	return rule.Parameters{"dockerfile/root_user": {"users": json.RawMessage(value)}}
}
