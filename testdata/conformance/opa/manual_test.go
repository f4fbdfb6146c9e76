package opa

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// keypair writes an ECDSA key and returns the public half in PEM.
func (w workshop) keypair(t *testing.T, private string) string {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	require.NoError(t, err)
	known, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(private, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret}), 0o600))
	return string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: known}))
}

// shownConfiguration returns the opa.yaml of docs/bundles.md.
func shownConfiguration(t *testing.T) string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(root, "docs/bundles.md"))
	require.NoError(t, err)
	_, rest, found := strings.Cut(string(page), "```yaml opa.yaml\n")
	require.True(t, found, "the page shows no opa.yaml")
	shown, _, _ := strings.Cut(rest, "```")
	return shown
}

func TestTheConfigurationThatTheDocumentationShows(t *testing.T) {
	w := newWorkshop(t)
	public := w.keypair(t, w.path("private.pem"))
	w.seaworthy(t, "bundle", "build", "strict", "-o", w.path("strict.tar.gz"))
	w.seaworthy(t, "bundle", "sign", w.path("strict.tar.gz"), "--signing-key", w.path("private.pem"), "--key-id", "release")
	w.seaworthy(t, "bundle", "push", w.path("strict.tar.gz"), w.registry+"/policies/seaworthy:v1")

	here := strings.NewReplacer("https://registry.example.com", "http://"+w.registry, "registry.example.com", w.registry)
	text := here.Replace(shownConfiguration(t))
	for line := range strings.Lines(public) {
		text += "      " + line
	}
	require.NoError(t, os.WriteFile(w.path("opa.yaml"), []byte(text), 0o600))
	address := w.start(t, w.path("opa.yaml"))
	require.Eventually(t, func() bool { return healthy(address) }, time.Minute, 50*time.Millisecond, "%s", text)

	answer := post[review](t, address+"/", []byte(`{"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview",
		"request": {"uid": "7", "operation": "CREATE", "object": {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"},
		"spec": {"containers": [{"name": "web", "image": "web:1.0", "securityContext": {"privileged": true}}]}}}}`))
	require.False(t, answer.Response.Allowed, "the default decision answers reviews")
}
