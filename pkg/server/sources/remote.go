package sources

import (
	"context"
	"fmt"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
	"github.com/seaworthy-policy/seaworthy/pkg/registry"
)

// A Tag names a bundle in a container registry, in the layout that OPA reads.
type Tag struct {
	Client    registry.Client
	Reference string
	// Read makes a bundle of the bytes: bundle.Read, or what verifies them.
	Read func(archive []byte) (*bundle.Bundle, error)
}

// Look returns the digest that the tag leads to now.
func (t Tag) Look(ctx context.Context) (string, error) {
	return t.Client.Resolve(ctx, t.Reference)
}

// Load pulls the bundle.
func (t Tag) Load(ctx context.Context) (*bundle.Bundle, error) {
	artefact, _, err := t.Client.Pull(ctx, t.Reference, bundle.LayerType)
	if err != nil {
		return nil, err
	}
	read, err := t.Read(artefact.Layers[0].Content)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", t.Reference, err)
	}
	return read, nil
}
