package bundle

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// rulesPackage is what the packages of rules begin with.
const rulesPackage = "data.seaworthy.rules."

// A Summary says what is in a bundle.
type Summary struct {
	Revision string `json:"revision,omitzero"`
	Profile  string `json:"profile,omitzero"`
	// Version is what made the bundle.
	Version string `json:"version,omitzero"`
	// Roots are the parts of `data` that the bundle owns.
	Roots []string `json:"roots"`
	// RegoVersion is absent where the manifest leaves it to OPA.
	RegoVersion *int `json:"rego_version,omitzero"`
	// Entrypoints are what METADATA names as worth asking.
	Entrypoints []string `json:"entrypoints,omitzero"`
	// FailOn is the least severity that denies an admission, absent where the bundle leaves it at medium.
	FailOn rule.Severity `json:"fail_on,omitzero"`
	// Rules are ordered by id.
	Rules []Entry `json:"rules"`
	// Parameters are those that differ from their defaults.
	Parameters rule.Parameters `json:"parameters,omitzero"`
	// Packages are the ones that hold no rules.
	Packages []string `json:"packages,omitzero"`
	// Lists are the names of the lists that rules read.
	Lists []string `json:"lists,omitzero"`
	// Signature is what the bundle says of who signed it; nothing has verified it. It is absent where nobody has.
	Signature *Signature `json:"signature,omitzero"`
	// Digest is the hash of the archive, and Size its length in bytes.
	Digest string `json:"digest"`
	Size   int    `json:"size"`
}

// An Entry is one rule of a bundle.
type Entry struct {
	ID       string        `json:"id"`
	Severity rule.Severity `json:"severity"`
	Title    string        `json:"title"`
}

// Inspect says what is in the bundle. The error is for a signature that can't be read.
func (b *Bundle) Inspect() (Summary, error) {
	said := b.metadata()
	summary := Summary{
		Revision: b.Revision(), Profile: said.Profile, Version: said.Version,
		Roots: *b.opened.Manifest.Roots, RegoVersion: b.opened.Manifest.RegoVersion,
		Entrypoints: b.entrypoints(), FailOn: b.content.Admission.FailOn,
		Rules: []Entry{}, Parameters: b.content.Parameters, Packages: b.otherPackages(),
		Lists: slices.Sorted(maps.Keys(b.content.Lists)), Digest: b.Digest(), Size: len(b.archive),
	}
	for _, r := range b.Rules() {
		summary.Rules = append(summary.Rules, Entry{ID: r.ID, Severity: r.Severity, Title: r.Title})
	}
	signature, err := b.Signature()
	switch {
	case err == nil:
		summary.Signature = &signature
	case err != ErrUnsigned:
		return Summary{}, err
	}
	return summary, nil
}

// Digest returns the hash of the archive: "sha256:…". It differs from that of the same bundle signed, as the revision
// does not.
func (b *Bundle) Digest() string {
	return fmt.Sprintf("sha256:%x", sha256.Sum256(b.archive))
}

func (b *Bundle) otherPackages() []string {
	packages := slices.Sorted(maps.Keys(b.modules()))
	return slices.DeleteFunc(packages, func(path string) bool { return strings.HasPrefix(path, rulesPackage) })
}

// entrypoints reads the METADATA of what is no rule.
func (b *Bundle) entrypoints() []string {
	var found []string
	for _, module := range b.opened.Modules {
		if !bytes.Contains(module.Raw, []byte("entrypoint")) || strings.HasPrefix(module.Parsed.Package.Path.String(), rulesPackage) {
			continue
		}
		options := ast.ParserOptions{RegoVersion: ast.RegoV1, ProcessAnnotation: true}
		annotated, err := ast.ParseModuleWithOpts(module.Path, string(module.Raw), options)
		if err != nil {
			continue // neither METADATA that is no YAML nor Rego of old keeps OPA from loading the rest
		}
		found = append(found, entrypointsOf(annotated)...)
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// entrypointsOf returns the rules that METADATA calls entrypoints; METADATA of a whole package names the package.
func entrypointsOf(module *ast.Module) []string {
	var found []string
	for _, annotation := range module.Annotations {
		if annotation.Entrypoint {
			found = append(found, annotation.GetTargetPath().String())
		}
	}
	return found
}
