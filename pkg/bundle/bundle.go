// Package bundle makes, reads, signs and compares OPA bundles.
//
// A bundle is a gzipped tarball that OPA loads policies and data from (https://www.openpolicyagent.org/docs/management-bundles):
// Rego files, one data.json, a .manifest that says which part of `data` the bundle owns, and, where it is signed, a
// .signatures.json with the hash of every other file. A bundle of ours holds the rules of a profile and what they need,
// so that a stock OPA answers data.seaworthy.findings for a document and data.seaworthy.admission.review for an
// AdmissionReview. The same rules give the same bytes on every machine at any time.
//
//	built, err := bundle.Build(ctx, checker.Library(), bundle.Selection{Profile: "default", Rules: checker.Rules()})
//	signed, err := built.Sign(key, "")
//	err = os.WriteFile("bundle.tar.gz", signed.Bytes(), 0o644)
package bundle

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	opa "github.com/open-policy-agent/opa/v1/bundle"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// root is the part of `data` that our bundles own.
const root = "seaworthy"

// ErrFormat is wrapped when bytes are no bundle, or one that OPA would not load.
var ErrFormat = errors.New("not a bundle that OPA loads")

// A Bundle is one that has been read. It does not change, and may be used from many goroutines.
type Bundle struct {
	archive []byte
	files   []file
	opened  opa.Bundle
	content content
}

// content is what data holds below data.seaworthy.
type content struct {
	Catalogue  map[string]map[string]rule.Rule `json:"catalogue,omitzero"`
	Parameters rule.Parameters                 `json:"parameters,omitempty"`
	Lists      map[string]json.RawMessage      `json:"data,omitempty"`
	Admission  admission                       `json:"admission,omitzero"`
}

type admission struct {
	FailOn rule.Severity `json:"fail_on,omitzero"`
}

// metadata is what the manifest says of a bundle of ours; OPA shows it at data.system.bundles[NAME].manifest.metadata.
type metadata struct {
	Profile string `json:"profile,omitzero"`
	Version string `json:"version,omitzero"`
	Rules   int    `json:"rules"`
}

// Read reads a bundle as OPA does, and wraps ErrFormat where OPA would not load it. A signature is not verified: Verify
// does that.
func Read(archive []byte) (*Bundle, error) {
	files, err := unpack(archive)
	if err != nil {
		return nil, err
	}
	opened, err := newReader(archive).WithSkipBundleVerification(true).Read()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	b := &Bundle{archive: archive, files: files, opened: opened}
	return b, b.readContent()
}

func newReader(archive []byte) *opa.Reader {
	return opa.NewReader(bytes.NewReader(archive)).WithRegoVersion(ast.RegoV1)
}

// readContent understands data.seaworthy, which a bundle of somebody else's may lack.
func (b *Bundle) readContent() error {
	text, err := json.Marshal(b.opened.Data[root])
	if err != nil {
		return fmt.Errorf("%w: %w", ErrFormat, err)
	}
	if err := json.Unmarshal(text, &b.content); err != nil {
		return fmt.Errorf("%w: data.%s is none of ours: %w", ErrFormat, root, err)
	}
	return nil
}

// Bytes returns the archive. The caller does not change it.
func (b *Bundle) Bytes() []byte {
	return b.archive
}

// Revision names the content: two bundles of ours that hold the same have the same one, signed or not. It is empty where
// somebody else's bundle has none.
func (b *Bundle) Revision() string {
	return b.opened.Manifest.Revision
}

// Rules returns the rules of a bundle of ours, ordered by id.
func (b *Bundle) Rules() []rule.Rule {
	var rules []rule.Rule
	for _, facet := range b.content.Catalogue {
		for _, r := range facet {
			rules = append(rules, r)
		}
	}
	slices.SortFunc(rules, func(a, b rule.Rule) int { return strings.Compare(a.ID, b.ID) })
	return rules
}

// metadata returns what the manifest of a bundle of ours says of it.
func (b *Bundle) metadata() metadata {
	var said metadata
	text, err := json.Marshal(b.opened.Manifest.Metadata)
	if err != nil || json.Unmarshal(text, &said) != nil {
		return metadata{}
	}
	return said
}

// modules returns the modules by the package that they belong to.
func (b *Bundle) modules() map[string][]*ast.Module {
	byPackage := map[string][]*ast.Module{}
	for _, module := range b.opened.Modules {
		path := module.Parsed.Package.Path.String()
		byPackage[path] = append(byPackage[path], module.Parsed)
	}
	return byPackage
}
