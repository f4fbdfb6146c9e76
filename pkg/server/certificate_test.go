package server_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/server"
	"github.com/seaworthy-policy/seaworthy/pkg/server/access"
)

// An authority signs certificates.
type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

func newAuthority(t *testing.T, name string) authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	template := x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, &template, &template, &key.PublicKey, key)
	require.NoError(t, err)
	certificate, err := x509.ParseCertificate(der)
	require.NoError(t, err)
	return authority{certificate, key}
}

// issue returns a certificate and its key in PEM.
func (a authority) issue(t *testing.T, name string) (certificate, key []byte) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	template := x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: name}, DNSNames: []string{"localhost"}, NotAfter: time.Now().Add(time.Hour),
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, &template, a.certificate, &private.PublicKey, a.key)
	require.NoError(t, err)
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	require.NoError(t, err)
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})
}

func (a authority) text() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.certificate.Raw})
}

func (a authority) pool() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(a.certificate)
	return pool
}

// A tlsServer has its files in a folder.
type tlsServer struct {
	running
	folder, url string
}

func startTLS(t *testing.T, site authority, clients map[access.Area]authority) tlsServer {
	t.Helper()
	s := tlsServer{folder: t.TempDir()}
	certificate, key := site.issue(t, "first")
	s.write(t, "tls.crt", certificate)
	s.write(t, "tls.key", key)
	complain := func(err error) { t.Log(err) }
	opened, err := server.OpenCertificate(filepath.Join(s.folder, "tls.crt"), filepath.Join(s.folder, "tls.key"), complain)
	require.NoError(t, err)
	var config access.Config
	for area, authority := range clients {
		s.write(t, string(area), authority.text())
		config.Authorities = append(config.Authorities, access.File{Area: area, Path: filepath.Join(s.folder, string(area))})
	}
	guard, err := access.Open(config, complain)
	require.NoError(t, err)
	s.running = start(t, server.Options{Certificate: opened, Guard: guard},
		server.Route{Pattern: "GET /bundle", Area: access.Bundles, Handler: text("bundle")},
		server.Route{Pattern: "GET /fleet", Area: access.Fleet, Handler: text("fleet")})
	s.url = "https://" + s.address
	return s
}

func (s tlsServer) write(t *testing.T, name string, content []byte) {
	t.Helper()
	require.NoError(t, os.WriteFile(filepath.Join(s.folder, name), content, 0o600))
}

// client trusts the authority of the server, and shows a certificate where it has one.
func client(t *testing.T, site authority, certificate, key []byte) *http.Client {
	t.Helper()
	config := &tls.Config{RootCAs: site.pool(), ServerName: "localhost"}
	if certificate != nil {
		pair, err := tls.X509KeyPair(certificate, key)
		require.NoError(t, err)
		config.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return &pair, nil }
	}
	return &http.Client{Transport: &http.Transport{TLSClientConfig: config, DisableKeepAlives: true, ForceAttemptHTTP2: true}}
}

func TestCertificatesOfClientsOpenTheirArea(t *testing.T) {
	site, agents, people, strangers := newAuthority(t, "site"), newAuthority(t, "agents"), newAuthority(t, "people"), newAuthority(t, "strangers")
	s := startTLS(t, site, map[access.Area]authority{access.Bundles: agents, access.Fleet: people})
	cases := []struct {
		name          string
		by            *authority
		bundle, fleet int
	}{
		{name: "none", bundle: 401, fleet: 401},
		{name: "an OPA's", by: &agents, bundle: 200, fleet: 401},
		{name: "a person's", by: &people, bundle: 401, fleet: 200},
		{name: "a stranger's"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			var certificate, key []byte
			if tc.by != nil {
				certificate, key = tc.by.issue(t, tc.name)
			}
			c := client(t, site, certificate, key)
			if tc.name == "a stranger's" {
				certificate, key = strangers.issue(t, tc.name)
				_, err := client(t, site, certificate, key).Get(s.url + "/livez")
				require.Error(t, err)
				return
			}
			for path, want := range map[string]int{"/bundle": tc.bundle, "/fleet": tc.fleet, "/livez": 200} {
				response, err := c.Get(s.url + path)
				require.NoError(t, err)
				require.NoError(t, response.Body.Close())
				require.Equal(t, want, response.StatusCode, path)
				require.Equal(t, "HTTP/2.0", response.Proto)
			}
		})
	}
}

func TestACertificateIsRotated(t *testing.T) {
	site := newAuthority(t, "site")
	s := startTLS(t, site, nil)
	c := client(t, site, nil, nil)
	subject := func() string {
		response, err := c.Get(s.url + "/livez")
		require.NoError(t, err)
		require.NoError(t, response.Body.Close())
		return response.TLS.PeerCertificates[0].Subject.CommonName
	}
	require.Equal(t, "first", subject())
	certificate, key := site.issue(t, "second")
	s.write(t, "tls.crt", certificate)
	require.Equal(t, "first", subject(), "a certificate whose key is not there yet is not shown")
	s.write(t, "tls.key", key)
	require.Eventually(t, func() bool { return subject() == "second" }, patience, 50*time.Millisecond)
}

func TestAnAuthorityIsRotated(t *testing.T) {
	site, old, next := newAuthority(t, "site"), newAuthority(t, "old"), newAuthority(t, "next")
	s := startTLS(t, site, map[access.Area]authority{access.Bundles: old})
	certificate, key := next.issue(t, "agent")
	c := client(t, site, certificate, key)
	_, err := c.Get(s.url + "/bundle")
	require.Error(t, err)
	s.write(t, string(access.Bundles), append(old.text(), next.text()...))
	require.Eventually(t, func() bool {
		response, err := c.Get(s.url + "/bundle")
		if err != nil {
			return false
		}
		response.Body.Close()
		return response.StatusCode == http.StatusOK
	}, patience, 50*time.Millisecond)
}
