package bundle

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"

	opa "github.com/open-policy-agent/opa/v1/bundle"
)

// ErrSnapshot is wrapped when only the whole bundle leads from one to the other.
var ErrSnapshot = errors.New("only a snapshot will do")

// delta is the content of a patch.json (https://www.openpolicyagent.org/docs/management-bundles#delta-bundles).
type delta struct {
	Data []operation `json:"data"`
}

// An operation changes one value. The path is a JSON Pointer (RFC 6901).
type operation struct {
	Op    string          `json:"op"`
	Path  string          `json:"path"`
	Value json.RawMessage `json:"value,omitzero"`
}

// Delta returns the archive of a delta bundle: what an OPA that has activated one bundle needs to have the other. It
// can change data alone: parameters, lists, the catalogue. It wraps ErrSnapshot where
//
//   - Rego differs,
//   - a bundle is signed: OPA takes no delta where it wants a signature,
//   - no data differs: OPA takes a delta without operations for an order to forget all data.
func Delta(from, to *Bundle) ([]byte, error) {
	if err := patchable(from, to); err != nil {
		return nil, err
	}
	operations, err := compare("", from.opened.Data, to.opened.Data)
	if err != nil {
		return nil, fmt.Errorf("write delta: %w", err)
	}
	if len(operations) == 0 {
		return nil, fmt.Errorf("%w: the data is the same", ErrSnapshot)
	}
	patch, err := encode(delta{operations})
	if err != nil {
		return nil, err
	}
	files := []file{{"patch.json", patch}}
	if i := slices.IndexFunc(to.files, isManifest); i >= 0 {
		files = append(files, to.files[i])
	}
	return pack(files)
}

func isManifest(f file) bool { return f.name == opa.ManifestExt }

func patchable(from, to *Bundle) error {
	for _, b := range []*Bundle{from, to} {
		if b.opened.Type() != opa.SnapshotBundleType {
			return fmt.Errorf("%w: a bundle is a delta itself", ErrSnapshot)
		}
		if _, err := b.Signature(); !errors.Is(err, ErrUnsigned) {
			return fmt.Errorf("%w: a bundle is signed", ErrSnapshot)
		}
	}
	if slices.ContainsFunc(from.files, isManifest) != slices.ContainsFunc(to.files, isManifest) ||
		!slices.Equal(*from.opened.Manifest.Roots, *to.opened.Manifest.Roots) {
		return fmt.Errorf("%w: the roots differ", ErrSnapshot)
	}
	if !slices.EqualFunc(from.policies(), to.policies(), func(a, b file) bool {
		return a.name == b.name && bytes.Equal(a.content, b.content)
	}) {
		return fmt.Errorf("%w: Rego differs", ErrSnapshot)
	}
	return nil
}

// policies returns the files that are neither data nor manifest, in order.
func (b *Bundle) policies() []file {
	policies := slices.DeleteFunc(slices.Clone(b.files), func(f file) bool {
		return opa.IsStructuredDoc(path.Base(f.name))
	})
	slices.SortFunc(policies, func(a, b file) int { return strings.Compare(a.name, b.name) })
	return policies
}

// compare returns what makes one object the other, ordered by path. Values below a path are whatever JSON holds.
func compare(path string, from, to map[string]any) ([]operation, error) {
	var operations []operation
	keys := maps.Clone(from)
	maps.Copy(keys, to)
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		before, had := from[key]
		after, has := to[key]
		changes, err := change(path+"/"+escape(key), before, after, had, has)
		if err != nil {
			return nil, err
		}
		operations = append(operations, changes...)
	}
	return operations, nil
}

func change(path string, before, after any, had, has bool) ([]operation, error) {
	if had && has {
		if reflect.DeepEqual(before, after) {
			return nil, nil
		}
		from, isObject := before.(map[string]any)
		to, staysObject := after.(map[string]any)
		if isObject && staysObject {
			return compare(path, from, to)
		}
	}
	if !has {
		return []operation{{Op: "remove", Path: path}}, nil
	}
	value, err := json.Marshal(after)
	return []operation{{Op: "upsert", Path: path, Value: value}}, err
}

// escape writes a key as a part of a JSON Pointer (https://www.rfc-editor.org/rfc/rfc6901#section-3).
func escape(key string) string {
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
}
