package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"io"
	"log"
	"net/http/httptest"
	"os"
	"strings"

	"github.com/google/go-containerregistry/pkg/registry"
	"github.com/rogpeppe/go-internal/testscript"
)

// keypair writes an ECDSA key: keypair PRIVATE PUBLIC.
func keypair(script *testscript.TestScript, negated bool, names []string) {
	if negated || len(names) != 2 {
		script.Fatalf("usage: keypair private public")
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	script.Check(err)
	private, err := x509.MarshalPKCS8PrivateKey(key)
	script.Check(err)
	public, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	script.Check(err)
	for i, block := range []*pem.Block{{Type: "PRIVATE KEY", Bytes: private}, {Type: "PUBLIC KEY", Bytes: public}} {
		script.Check(os.WriteFile(script.MkAbs(names[i]), pem.EncodeToMemory(block), 0o600))
	}
}

// startRegistry starts a container registry on the own machine and puts its address into REGISTRY.
func startRegistry(script *testscript.TestScript, negated bool, arguments []string) {
	if negated || len(arguments) != 0 {
		script.Fatalf("usage: registry")
	}
	server := httptest.NewServer(registry.New(registry.Logger(log.New(io.Discard, "", 0))))
	script.Defer(server.Close)
	script.Setenv("REGISTRY", strings.TrimPrefix(server.URL, "http://"))
	script.Setenv("DOCKER_CONFIG", script.MkAbs("docker"))
}
