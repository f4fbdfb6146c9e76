package bundle

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/lestrrat-go/jwx/v3/jws"
	opa "github.com/open-policy-agent/opa/v1/bundle"
)

// Verify reads a bundle whose signature one of the keys proves, for the scope if there is one. While keys are changed,
// both the old one and the new one may be given, each with its id: the signature says which it is by. It wraps
// ErrUnsigned, ErrSignature, and what Read does.
func Verify(archive []byte, keys []VerificationKey, scope string) (*Bundle, Signature, error) {
	b, err := Read(archive)
	if err != nil {
		return nil, Signature{}, err
	}
	said, err := b.Signature()
	if err != nil {
		return nil, Signature{}, err
	}
	key, err := choose(keys, said)
	if err != nil {
		return nil, said, err
	}
	const trusted = "trusted" // OPA asks for the key by an id; we have chosen already
	config := opa.NewVerificationConfig(
		map[string]*opa.KeyConfig{trusted: {Key: key.text, Algorithm: said.Algorithm}}, trusted, scope, nil)
	if _, err := newReader(archive).WithBundleVerificationConfig(config).Read(); err != nil {
		return nil, said, fmt.Errorf("%w: %w", ErrSignature, err)
	}
	return b, said, nil
}

// choose returns the key that a signature names, if it may sign as the signature says.
func choose(keys []VerificationKey, said Signature) (VerificationKey, error) {
	for _, key := range keys {
		if key.id != "" && key.id != said.KeyID {
			continue
		}
		if !slices.Contains(key.algorithms, said.Algorithm) {
			return key, fmt.Errorf("%w: it is by %s, and no key of that kind is trusted", ErrSignature, said.Algorithm)
		}
		return key, nil
	}
	return VerificationKey{}, fmt.Errorf("%w: its key %q is not among those trusted", ErrSignature, said.KeyID)
}

// Signature returns what the bundle says of who signed it, which proves nothing. It returns ErrUnsigned where there is
// no signature, and wraps ErrSignature where it can't be read.
func (b *Bundle) Signature() (Signature, error) {
	i := slices.IndexFunc(b.files, func(f file) bool { return opa.IsSignaturesFile(f.name) })
	if i < 0 {
		return Signature{}, ErrUnsigned
	}
	var written signatures
	if err := json.Unmarshal(b.files[i].content, &written); err != nil {
		return Signature{}, fmt.Errorf("%w: %w", ErrSignature, err)
	}
	if len(written.Signatures) != 1 {
		return Signature{}, fmt.Errorf("%w: %d signatures, OPA wants one", ErrSignature, len(written.Signatures))
	}
	return parseToken(written.Signatures[0])
}

func parseToken(token string) (Signature, error) {
	message, err := jws.ParseString(token)
	if err != nil {
		return Signature{}, fmt.Errorf("%w: %w", ErrSignature, err)
	}
	if len(message.Signatures()) != 1 {
		return Signature{}, fmt.Errorf("%w: not signed once", ErrSignature)
	}
	var said claims
	if err := json.Unmarshal(message.Payload(), &said); err != nil {
		return Signature{}, fmt.Errorf("%w: %w", ErrSignature, err)
	}
	found := Signature{KeyID: said.KeyID, Scope: said.Scope}
	header := message.Signatures()[0].ProtectedHeaders()
	if algorithm, named := header.Algorithm(); named {
		found.Algorithm = algorithm.String()
	}
	if id, named := header.KeyID(); named {
		found.KeyID = id
	}
	return found, nil
}
