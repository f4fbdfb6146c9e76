package seaworthy

import (
	"path"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/engine"
	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/kubernetes"
)

// patchDepth is how many folders up a patch's kustomization is looked for: patches lie beside it, or in a folder for them.
const patchDepth = 3

// isPatch reports whether a kustomization near a manifest lays it over another one.
func isPatch(manifest string, files neighbours) bool {
	if files == nil {
		return false
	}
	manifest = path.Clean(manifest)
	folder := manifest
	for range patchDepth {
		if path.Dir(folder) == folder || path.Base(folder) == ".." {
			return false
		}
		folder = path.Dir(folder)
		relative := strings.TrimPrefix(strings.TrimPrefix(manifest, folder), "/")
		for _, name := range kubernetes.KustomizationNames() {
			content, found := files.read(path.Join(folder, name))
			if found && slices.Contains(kubernetes.Patches(content), relative) {
				return true
			}
		}
	}
	return false
}

// says reports whether what a rule finds fault with is said by the document itself, rather than left out: a value stands at its
// place. Only what is run is made of several files.
func says(document *input.Document, violation engine.Violation) bool {
	return violation.Rule.Facet != "workload" || document.Locator.Locate(violation.At+"/value").Exact
}
