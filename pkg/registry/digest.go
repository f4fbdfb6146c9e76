package registry

import (
	"context"
	"fmt"

	"github.com/google/go-containerregistry/pkg/v1/remote/transport"
)

// Digest returns the digest of the manifest or index that a reference names at this moment, "sha256:…". It is worked out from
// what the registry hands over, not believed.
func (c Client) Digest(ctx context.Context, reference string) (string, error) {
	s, err := c.open(ctx, reference, transport.PullScope)
	if err != nil {
		return "", fmt.Errorf("resolve %s: %w", reference, err)
	}
	_, sum, err := (&search{session: s}).read(ctx, s.reference.Identifier())
	if err != nil {
		return "", fmt.Errorf("resolve %s: %w", reference, err)
	}
	return sum, nil
}
