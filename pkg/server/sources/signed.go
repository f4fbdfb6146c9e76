package sources

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
	"github.com/seaworthy-policy/seaworthy/pkg/server/reload"
)

// A Key signs. It is read again when its file changes, so that it can be replaced without a restart.
type Key struct {
	scope   string
	current *reload.Value[identified]
}

type identified struct {
	key bundle.SigningKey
	// hash tells one key from another.
	hash string
}

// OpenKey reads a private key as bundle.ParseSigningKey does. The scope is what OPA is told the bundles are for, if
// anything. complain is told when the file is broken later on: what it held before goes on signing.
func OpenKey(path, id, algorithm, scope string, complain func(error)) (*Key, error) {
	current, err := reload.Open(func(contents [][]byte) (identified, error) {
		key, err := bundle.ParseSigningKey(id, contents[0], algorithm)
		return identified{key, fmt.Sprintf("%x", sha256.Sum256(contents[0]))}, err
	}, complain, path)
	if err != nil {
		return nil, fmt.Errorf("read key: %w", err)
	}
	return &Key{scope, current}, nil
}

// Sign returns the bundle with a signature by the key. One that is signed already stays as it is: who has signed it
// vouches for it.
func (k *Key) Sign(b *bundle.Bundle) (*bundle.Bundle, error) {
	if _, err := b.Signature(); !errors.Is(err, bundle.ErrUnsigned) {
		return b, err
	}
	return b.Sign(k.current.Get().key, k.scope)
}

// Signed is a source whose bundles are signed.
type Signed struct {
	Source[*bundle.Bundle]
	Key *Key
}

// Look counts another key as other content.
func (s Signed) Look(ctx context.Context) (string, error) {
	content, err := s.Source.Look(ctx)
	return content + " " + s.Key.current.Get().hash, err
}

// Load makes and signs the bundle.
func (s Signed) Load(ctx context.Context) (*bundle.Bundle, error) {
	loaded, err := s.Source.Load(ctx)
	if err != nil {
		return nil, err
	}
	return s.Key.Sign(loaded)
}
