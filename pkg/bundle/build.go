package bundle

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/open-policy-agent/opa/v1/ast"
	opa "github.com/open-policy-agent/opa/v1/bundle"

	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// ErrNoRules is returned when a selection has no rule that is Rego.
var ErrNoRules = errors.New("no rules to bundle")

// allRules is the profile under which no finding hides another.
const allRules = "all"

// A Selection is what becomes a bundle.
type Selection struct {
	// Profile is the name under which the rules were chosen; it stands in the manifest.
	Profile string
	// Rules are the ones to bundle. Those that are not Rego are left out.
	Rules []rule.Rule
	// Parameters are by rule id; those of rules that are not bundled, and those that are as their default, are left out.
	Parameters rule.Parameters
	// FailOn is the least severity that denies an admission, medium where it is absent.
	FailOn rule.Severity
	// Version is what made the bundle; it stands in the manifest.
	Version string
}

// Build makes a bundle of rules, of all that they reach in their library, and of what answers for them. The same
// arguments give the same bytes. That its modules compile has been seen to before it is returned, so that no OPA need
// refuse it; the error wraps ErrNoRules or ast.Errors.
func Build(ctx context.Context, library *policy.Library, selection Selection) (*Bundle, error) {
	selection.Rules = inLibrary(library, selection.Rules)
	if len(selection.Rules) == 0 {
		return nil, ErrNoRules
	}
	needed, err := library.Closure(selection.Rules)
	if err != nil {
		return nil, err
	}
	files, err := selection.files(library, needed)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	archive, err := pack(files)
	if err != nil {
		return nil, fmt.Errorf("write bundle: %w", err)
	}
	return Read(archive)
}

// inLibrary leaves out rules that are not Rego, and so stand in no library.
func inLibrary(library *policy.Library, rules []rule.Rule) []rule.Rule {
	return slices.DeleteFunc(slices.Clone(rules), func(r rule.Rule) bool {
		_, known := library.Catalogue().ByID(r.ID)
		return !known
	})
}

// files returns the modules as they are written, the data, and a manifest with the revision of these.
func (s Selection) files(library *policy.Library, needed policy.Closure) ([]file, error) {
	var files []file
	for _, name := range needed.Modules {
		text, err := library.Source(name)
		if err != nil {
			return nil, err
		}
		files = append(files, file{name, text})
	}
	held, err := s.content(needed.Lists)
	if err != nil {
		return nil, err
	}
	data, err := encode(map[string]content{root: held})
	if err != nil {
		return nil, err
	}
	files = append(files, file{"data.json", data})
	manifest, err := s.manifest(files)
	if err != nil {
		return nil, err
	}
	return append(files, file{opa.ManifestExt, manifest}), nil
}

// content is what rules and those that ask them read besides the input.
func (s Selection) content(read ast.Object) (content, error) {
	lists, err := plainLists(read)
	if err != nil {
		return content{}, err
	}
	held := content{
		Catalogue: map[string]map[string]rule.Rule{}, Parameters: rule.Parameters{}, Lists: lists,
		Admission: admission{FailOn: s.FailOn},
	}
	for _, r := range s.Rules {
		if held.Catalogue[r.Facet] == nil {
			held.Catalogue[r.Facet] = map[string]rule.Rule{}
		}
		if changed := r.Changed(s.Parameters[r.ID]); len(changed) > 0 {
			held.Parameters[r.ID] = changed
		}
		r.Needs = nil // it spares our engine work, and OPA can't use it
		if s.Profile == allRules {
			r.Hides = nil
		}
		held.Catalogue[r.Facet][r.Name] = r
	}
	return held, nil
}

func plainLists(read ast.Object) (map[string]json.RawMessage, error) {
	written := map[string]json.RawMessage{}
	err := read.Iter(func(name, list *ast.Term) error {
		key, _ := name.Value.(ast.String) // the lists of a library have names
		plain, err := ast.JSON(list.Value)
		if err != nil {
			return fmt.Errorf("write the list %s: %w", key, err)
		}
		written[string(key)], err = json.Marshal(plain)
		return err
	})
	return written, err
}

// manifest is that of a bundle of ours (https://www.openpolicyagent.org/docs/management-bundles#bundle-file-format).
type manifest struct {
	Revision    string   `json:"revision,omitzero"`
	Roots       []string `json:"roots"`
	RegoVersion int      `json:"rego_version"`
	Metadata    metadata `json:"metadata"`
}

// manifest writes the manifest for files. Its revision is the hash of them and of all that the manifest says else.
func (s Selection) manifest(files []file) ([]byte, error) {
	said := manifest{
		Roots: []string{root}, RegoVersion: ast.RegoV1.Int(),
		Metadata: metadata{Profile: s.Profile, Version: s.Version, Rules: len(s.Rules)},
	}
	text, err := encode(said)
	if err != nil {
		return nil, err
	}
	hash := sha256.New()
	for _, f := range append(slices.Clone(files), file{opa.ManifestExt, text}) {
		hash.Write([]byte(f.name + "\x00" + strconv.Itoa(len(f.content)) + "\x00"))
		hash.Write(f.content)
	}
	said.Revision = fmt.Sprintf("sha256:%x", hash.Sum(nil))
	return encode(said)
}

// encode writes JSON that reads like its sources: nothing in it is escaped for HTML.
func encode[T manifest | dataManifest | map[string]content | delta | signatures](value T) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, fmt.Errorf("write bundle: %w", err)
	}
	return text.Bytes(), nil
}
