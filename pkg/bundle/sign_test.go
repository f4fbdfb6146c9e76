package bundle_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
)

const secret = "a secret that is longer than thirty-two bytes"

func secretKey(t testing.TB) bundle.SigningKey {
	t.Helper()
	key, err := bundle.ParseSigningKey("release", []byte(secret), "")
	require.NoError(t, err)
	return key
}

// A pair is a key in the forms that files have.
type pair struct {
	private, public []byte
}

func block(kind string, content []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: content})
}

func rsaPair(t testing.TB) pair {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	public, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	require.NoError(t, err)
	return pair{block("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(key)), block("PUBLIC KEY", public)}
}

func ecdsaPair(t testing.TB, curve elliptic.Curve) pair {
	t.Helper()
	key, err := ecdsa.GenerateKey(curve, rand.Reader)
	require.NoError(t, err)
	private, err := x509.MarshalPKCS8PrivateKey(key)
	require.NoError(t, err)
	public, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	require.NoError(t, err)
	return pair{block("PRIVATE KEY", private), block("PUBLIC KEY", public)}
}

func sign(t testing.TB, b *bundle.Bundle, id string, key pair, algorithm, scope string) *bundle.Bundle {
	t.Helper()
	parsed, err := bundle.ParseSigningKey(id, key.private, algorithm)
	require.NoError(t, err)
	signed, err := b.Sign(parsed, scope)
	require.NoError(t, err)
	return signed
}

func trust(t testing.TB, id string, text []byte) bundle.VerificationKey {
	t.Helper()
	key, err := bundle.ParseVerificationKey(id, text)
	require.NoError(t, err)
	return key
}

func TestWhatIsSignedCanBeVerified(t *testing.T) {
	rsaKey, secretText := rsaPair(t), []byte(secret+secret)
	shared := pair{secretText, secretText}
	cases := []struct {
		name, algorithm, want string
		key                   pair
	}{
		{name: "RSA", key: rsaKey, want: "RS256"},
		{name: "RSA with a longer hash", key: rsaKey, algorithm: "RS512", want: "RS512"},
		{name: "RSA-PSS", key: rsaKey, algorithm: "PS256", want: "PS256"},
		{name: "ECDSA on P-256", key: ecdsaPair(t, elliptic.P256()), want: "ES256"},
		{name: "ECDSA on P-384", key: ecdsaPair(t, elliptic.P384()), want: "ES384"},
		{name: "ECDSA on P-521", key: ecdsaPair(t, elliptic.P521()), want: "ES512"},
		{name: "HMAC", key: shared, want: "HS256"},
		{name: "HMAC with a longer hash", key: shared, algorithm: "HS512", want: "HS512"},
	}
	built := build(t, texts(), described())
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			signed := sign(t, built, "release", tc.key, tc.algorithm, "")
			require.Equal(t, built.Revision(), signed.Revision())
			again := sign(t, built, "release", tc.key, tc.algorithm, "")
			require.Equal(t, tc.want != "PS256", signed.Digest() == again.Digest(), "only RSA-PSS is random")
			for _, id := range []string{"release", ""} {
				proved, signature, err := bundle.Verify(signed.Bytes(), []bundle.VerificationKey{trust(t, id, tc.key.public)}, "")
				require.NoError(t, err)
				require.Equal(t, bundle.Signature{KeyID: "release", Algorithm: tc.want}, signature)
				require.Equal(t, built.Revision(), proved.Revision())
			}
		})
	}
}

func TestKeysAreChangedWithoutAGap(t *testing.T) {
	old, now := rsaPair(t), ecdsaPair(t, elliptic.P256())
	both := []bundle.VerificationKey{trust(t, "2025", old.public), trust(t, "2026", now.public)}
	built := build(t, texts(), described())
	before := sign(t, built, "2025", old, "", "")
	after := sign(t, before, "2026", now, "", "")
	for _, signed := range []*bundle.Bundle{before, after} {
		_, _, err := bundle.Verify(signed.Bytes(), both, "")
		require.NoError(t, err)
	}
	_, _, err := bundle.Verify(after.Bytes(), both[:1], "")
	require.ErrorIs(t, err, bundle.ErrSignature)
	_, _, err = bundle.Verify(before.Bytes(), nil, "")
	require.ErrorIs(t, err, bundle.ErrSignature)
}

// packed makes an archive of files, without the code under test.
func packed(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var archive bytes.Buffer
	compressed := gzip.NewWriter(&archive)
	writer := tar.NewWriter(compressed)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		header := tar.Header{Name: name, Typeflag: tar.TypeReg, Size: int64(len(files[name])), Mode: 0o600}
		require.NoError(t, writer.WriteHeader(&header))
		_, err := writer.Write([]byte(files[name]))
		require.NoError(t, err)
	}
	require.NoError(t, writer.Close())
	require.NoError(t, compressed.Close())
	return archive.Bytes()
}

const signatureFile = ".signatures.json"

func TestTampering(t *testing.T) {
	key, stranger := rsaPair(t), rsaPair(t)
	built := build(t, texts(), described())
	signed := contents(t, sign(t, built, "release", key, "", "production").Bytes())
	foreign := contents(t, sign(t, built, "release", stranger, "", "production").Bytes())
	cases := []struct {
		name   string
		tamper func(map[string]string)
		scope  string
		want   error
	}{
		{name: "untouched", tamper: func(map[string]string) {}},
		{name: "the manifest with other spaces", tamper: func(f map[string]string) { f[".manifest"] += "\n\n" }},
		{name: "a rule changed", tamper: func(f map[string]string) { f[rootUser] += "\n# harmless\n" }, want: bundle.ErrSignature},
		{name: "a rule left out", tamper: func(f map[string]string) { delete(f, rootUser) }, want: bundle.ErrSignature},
		{name: "a rule added", want: bundle.ErrSignature, tamper: func(f map[string]string) {
			f["seaworthy/rules/extra.rego"] = "package seaworthy.extra\n"
		}},
		{name: "a rule renamed", want: bundle.ErrSignature, tamper: func(f map[string]string) {
			f["seaworthy/renamed.rego"] = f[rootUser]
			delete(f, rootUser)
		}},
		{name: "data changed", want: bundle.ErrSignature, tamper: func(f map[string]string) {
			f["data.json"] = strings.Replace(f["data.json"], "vice", "virtue", 1)
		}},
		{name: "the manifest changed", want: bundle.ErrSignature, tamper: func(f map[string]string) {
			f[".manifest"] = strings.Replace(f[".manifest"], "v1.2.3", "v1.2.4", 1)
		}},
		{name: "the signature of a stranger", want: bundle.ErrSignature, tamper: func(f map[string]string) {
			f[signatureFile] = foreign[signatureFile]
		}},
		{name: "no signature", want: bundle.ErrUnsigned, tamper: func(f map[string]string) { delete(f, signatureFile) }},
		{name: "two signatures", want: bundle.ErrSignature, tamper: func(f map[string]string) {
			f[signatureFile] = strings.Replace(f[signatureFile], "[", `["x",`, 1)
		}},
		{name: "a signature that is none", want: bundle.ErrSignature, tamper: func(f map[string]string) {
			f[signatureFile] = `{"signatures": ["x.y.z"]}`
		}},
		{name: "no algorithm", want: bundle.ErrSignature, tamper: func(f map[string]string) {
			f[signatureFile] = `{"signatures": ["eyJhbGciOiJub25lIiwia2lkIjoicmVsZWFzZSJ9.eyJmaWxlcyI6W119."]}`
		}},
		{name: "an HMAC with the public key as its secret", want: bundle.ErrSignature, tamper: func(f map[string]string) {
			f[signatureFile] = `{"signatures": ["eyJhbGciOiJIUzI1NiIsImtpZCI6InJlbGVhc2UifQ.eyJmaWxlcyI6W119.AAAA"]}`
		}},
		{name: "for another scope", tamper: func(map[string]string) {}, scope: "test", want: bundle.ErrSignature},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			files := maps.Clone(signed)
			tc.tamper(files)
			scope := tc.scope
			if scope == "" {
				scope = "production"
			}
			_, _, err := bundle.Verify(packed(t, files), []bundle.VerificationKey{trust(t, "release", key.public)}, scope)
			if tc.want == nil {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, tc.want)
		})
	}
}

func TestUnusableKeys(t *testing.T) {
	_, edwards, err := ed25519.GenerateKey(rand.Reader)
	require.NoError(t, err)
	other, err := x509.MarshalPKCS8PrivateKey(edwards)
	require.NoError(t, err)
	rsaKey := rsaPair(t)
	cases := []struct {
		name, id, algorithm string
		text                []byte
	}{
		{name: "without an id", text: rsaKey.private},
		{name: "a public key", id: "a", text: rsaKey.public},
		{name: "a short secret", id: "a", text: []byte("short")},
		{name: "broken PEM", id: "a", text: rsaKey.private[:100]},
		{name: "a block that lies", id: "a", text: block("RSA PRIVATE KEY", []byte("x"))},
		{name: "an algorithm of another kind", id: "a", text: rsaKey.private, algorithm: "ES256"},
		{name: "an algorithm that there is not", id: "a", text: []byte(secret), algorithm: "none"},
		{name: "Ed25519, which OPA does not read", id: "a", text: block("PRIVATE KEY", other)},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			_, err := bundle.ParseSigningKey(tc.id, tc.text, tc.algorithm)
			require.ErrorIs(t, err, bundle.ErrKey)
		})
	}
	for name, text := range map[string][]byte{"private": rsaKey.private, "empty": nil, "broken": rsaKey.public[:60]} {
		_, err := bundle.ParseVerificationKey("a", text)
		require.ErrorIs(t, err, bundle.ErrKey, name)
	}
}
