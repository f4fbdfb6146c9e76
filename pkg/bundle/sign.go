package bundle

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/lestrrat-go/jwx/v3/jws"
	opa "github.com/open-policy-agent/opa/v1/bundle"
	"github.com/open-policy-agent/opa/v1/util"
)

// signaturesFile holds the signature of all other files.
const signaturesFile = ".signatures.json"

// Errors of Verify that callers may test for with errors.Is.
var (
	// ErrUnsigned is returned when a bundle has no signature.
	ErrUnsigned = errors.New("the bundle is not signed")
	// ErrSignature is wrapped when a signature does not prove what it should.
	ErrSignature = errors.New("the signature does not hold")
)

// A Signature is what a signed bundle says of who signed it.
type Signature struct {
	// KeyID names the key.
	KeyID string `json:"key_id,omitzero"`
	// Algorithm is one of JSON Web Algorithms: "RS256".
	Algorithm string `json:"algorithm"`
	// Scope is what the bundle is for, in words that signer and verifier agree on.
	Scope string `json:"scope,omitzero"`
}

// signatures is the content of a .signatures.json. OPA wants exactly one.
type signatures struct {
	Signatures []string `json:"signatures"`
}

// claims is the payload of a signature (https://www.openpolicyagent.org/docs/management-bundles#signature-format).
type claims struct {
	Files []opa.FileInfo `json:"files"`
	// KeyID is for verifiers that do not read the header.
	KeyID string `json:"keyid"`
	Scope string `json:"scope,omitzero"`
}

// Sign returns the bundle with a signature by the key, in place of one that it may have. Verifiers must expect the
// scope, if there is one. The other files are not touched. The same key gives the same bytes, unless it signs by RSA-PSS
// (PS256, PS384, PS512), which is random.
func (b *Bundle) Sign(key SigningKey, scope string) (*Bundle, error) {
	unsigned := slices.DeleteFunc(slices.Clone(b.files), func(f file) bool { return opa.IsSignaturesFile(f.name) })
	token, err := key.sign(unsigned, scope)
	if err != nil {
		return nil, fmt.Errorf("sign bundle: %w", err)
	}
	content, err := encode(signatures{[]string{token}})
	if err != nil {
		return nil, err
	}
	archive, err := pack(append(unsigned, file{signaturesFile, content}))
	if err != nil {
		return nil, fmt.Errorf("write bundle: %w", err)
	}
	return Read(archive)
}

func (k SigningKey) sign(files []file, scope string) (string, error) {
	said := claims{KeyID: k.id, Scope: scope}
	for _, f := range files {
		info, err := f.hash()
		if err != nil {
			return "", fmt.Errorf("hash %s: %w", f.name, err)
		}
		said.Files = append(said.Files, info)
	}
	payload, err := json.Marshal(said)
	if err != nil {
		return "", err
	}
	header := jws.NewHeaders()
	if err := errors.Join(header.Set(jws.TypeKey, "JWT"), header.Set(jws.KeyIDKey, k.id)); err != nil {
		return "", err
	}
	token, err := jws.Sign(payload, jws.WithKey(k.algorithm, k.key, jws.WithProtectedHeaders(header)))
	return string(token), err
}

// hash returns what a signature says of a file. What OPA reads as a structure is hashed as one, so that its spaces do
// not count; all else is hashed as it is.
func (f file) hash() (opa.FileInfo, error) {
	hasher, err := opa.NewSignatureHasher(opa.SHA256)
	if err != nil {
		return opa.FileInfo{}, err
	}
	var hashed any = f.content
	if opa.IsStructuredDoc(f.name) {
		var structure any
		if err := util.Unmarshal(f.content, &structure); err != nil {
			return opa.FileInfo{}, err
		}
		hashed = structure
	}
	sum, err := hasher.HashFile(hashed)
	return opa.NewFile(f.name, hex.EncodeToString(sum), opa.SHA256.String()), err
}
