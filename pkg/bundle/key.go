package bundle

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/lestrrat-go/jwx/v3/jwa"
)

// ErrKey is wrapped when a key can't be read, or does not go with an algorithm.
var ErrKey = errors.New("unusable key")

// secretSize is the least size of a shared secret in bytes: that of the shortest hash
// (https://www.rfc-editor.org/rfc/rfc7518#section-3.2).
const secretSize = 32

// A SigningKey signs bundles.
type SigningKey struct {
	id        string
	algorithm jwa.SignatureAlgorithm
	key       any // *rsa.PrivateKey, repeatable or []byte: what jwx takes
}

// ParseSigningKey reads a private RSA or ECDSA key in PEM (PKCS #1, PKCS #8 or SEC 1), or takes any other text as the
// secret of an HMAC, to the last byte. The id is what verifiers know the key by. Without an algorithm (RS256, ES384,
// HS512, ...; https://www.rfc-editor.org/rfc/rfc7518#section-3.1) the plainest one for the key is taken. Errors wrap
// ErrKey.
func ParseSigningKey(id string, text []byte, algorithm string) (SigningKey, error) {
	if id == "" {
		return SigningKey{}, fmt.Errorf("%w: it has no id", ErrKey)
	}
	key, algorithms, err := parsePrivate(text)
	if err != nil {
		return SigningKey{}, err
	}
	if algorithm == "" {
		algorithm = algorithms[0]
	}
	if !slices.Contains(algorithms, algorithm) {
		return SigningKey{}, fmt.Errorf("%w: it signs by %s, not %s", ErrKey, strings.Join(algorithms, ", "), algorithm)
	}
	found, known := jwa.LookupSignatureAlgorithm(algorithm)
	if !known {
		return SigningKey{}, fmt.Errorf("%w: unknown algorithm %s", ErrKey, algorithm)
	}
	if curve, is := key.(*ecdsa.PrivateKey); is {
		key = repeatable{curve}
	}
	return SigningKey{id: id, algorithm: found, key: key}, nil
}

// A repeatable key gives the same signature for the same content (RFC 6979), so that all who sign a bundle with it serve
// the same bytes.
type repeatable struct {
	*ecdsa.PrivateKey
}

// Sign leaves the randomness out, which is how package ecdsa is told.
func (r repeatable) Sign(_ io.Reader, digest []byte, options crypto.SignerOpts) ([]byte, error) {
	return r.PrivateKey.Sign(nil, digest, options)
}

// Algorithms that kinds of keys sign by, the plainest first.
var (
	hmacAlgorithms = []string{"HS256", "HS384", "HS512"}
	rsaAlgorithms  = []string{"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"}
)

func parsePrivate(text []byte) (key any, algorithms []string, err error) {
	block, _ := pem.Decode(text)
	if block == nil {
		return parseSecret(text)
	}
	switch block.Type {
	case "RSA PRIVATE KEY":
		key, err = x509.ParsePKCS1PrivateKey(block.Bytes)
	case "EC PRIVATE KEY":
		key, err = x509.ParseECPrivateKey(block.Bytes)
	case "PRIVATE KEY":
		key, err = x509.ParsePKCS8PrivateKey(block.Bytes)
	default:
		err = fmt.Errorf("a PEM block %q, and no unencrypted private key", block.Type)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", ErrKey, err)
	}
	algorithms, err = algorithmsOf(key)
	return key, algorithms, err
}

func parseSecret(text []byte) (key any, algorithms []string, err error) {
	switch {
	case bytes.Contains(text, []byte("-----BEGIN")):
		return nil, nil, fmt.Errorf("%w: broken PEM", ErrKey)
	case len(text) < secretSize:
		return nil, nil, fmt.Errorf("%w: a secret of %d bytes, and at least %d are safe", ErrKey, len(text), secretSize)
	}
	return text, hmacAlgorithms, nil
}

// algorithmsOf returns those that an asymmetric key goes with, private or public. A curve goes with one hash only
// (https://www.rfc-editor.org/rfc/rfc7518#section-3.4).
func algorithmsOf(key any) ([]string, error) {
	switch key := key.(type) {
	case *rsa.PrivateKey, *rsa.PublicKey:
		return rsaAlgorithms, nil
	case *ecdsa.PrivateKey:
		return algorithmsOf(&key.PublicKey)
	case *ecdsa.PublicKey:
		switch key.Params().BitSize {
		case 256:
			return []string{"ES256"}, nil
		case 384:
			return []string{"ES384"}, nil
		case 521:
			return []string{"ES512"}, nil
		}
	}
	return nil, fmt.Errorf("%w: neither RSA nor ECDSA on a curve of NIST", ErrKey)
}

// A VerificationKey proves who signed a bundle.
type VerificationKey struct {
	id         string
	text       string
	algorithms []string
}

// ParseVerificationKey reads a public RSA or ECDSA key in PEM (PKIX, PKCS #1 or a certificate), or takes any other text
// as the secret of an HMAC. A key without an id is for signatures by any id. Only algorithms of the key's own kind
// are believed, whatever the bundle says. Errors wrap ErrKey.
func ParseVerificationKey(id string, text []byte) (VerificationKey, error) {
	key, err := parsePublic(text)
	if err != nil {
		return VerificationKey{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	if key == nil {
		return VerificationKey{id: id, text: string(text), algorithms: hmacAlgorithms}, nil
	}
	algorithms, err := algorithmsOf(key)
	return VerificationKey{id: id, text: string(text), algorithms: algorithms}, err
}

// parsePublic returns nil for what is no PEM.
func parsePublic(text []byte) (any, error) {
	block, _ := pem.Decode(text)
	switch {
	case block == nil && bytes.Contains(text, []byte("-----BEGIN")):
		return nil, errors.New("broken PEM")
	case block == nil && len(text) == 0:
		return nil, errors.New("an empty secret")
	case block == nil:
		return nil, nil
	}
	switch block.Type {
	case "RSA PUBLIC KEY":
		return x509.ParsePKCS1PublicKey(block.Bytes)
	case "PUBLIC KEY":
		return x509.ParsePKIXPublicKey(block.Bytes)
	case "CERTIFICATE":
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, err
		}
		return certificate.PublicKey, nil
	}
	return nil, fmt.Errorf("a PEM block %q, and no public key", block.Type)
}
