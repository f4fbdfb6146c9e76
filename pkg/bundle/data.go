package bundle

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"

	opa "github.com/open-policy-agent/opa/v1/bundle"
)

// dataManifest is that of a bundle of data alone, which owns all of `data`.
type dataManifest struct {
	Revision string   `json:"revision"`
	Roots    []string `json:"roots"`
}

// BuildData makes a bundle of a JSON object alone, which becomes `data`: OPA reads its configuration from such a bundle
// when it discovers it (https://www.openpolicyagent.org/docs/management-discovery). The same object gives the same bytes.
func BuildData(object json.RawMessage) (*Bundle, error) {
	manifest, err := encode(dataManifest{Revision: fmt.Sprintf("sha256:%x", sha256.Sum256(object)), Roots: []string{""}})
	if err != nil {
		return nil, err
	}
	archive, err := pack([]file{{"data.json", object}, {opa.ManifestExt, manifest}})
	if err != nil {
		return nil, fmt.Errorf("write bundle: %w", err)
	}
	return Read(archive)
}
