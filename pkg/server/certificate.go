package server

import (
	"crypto/tls"
	"fmt"

	"github.com/seaworthy-policy/seaworthy/pkg/server/access"
	"github.com/seaworthy-policy/seaworthy/pkg/server/reload"
)

// A Certificate is what the server proves itself with. It is read again when its files change.
type Certificate struct {
	pair *reload.Value[*tls.Certificate]
}

// OpenCertificate reads a certificate with its chain, and its private key, both in PEM. complain is told when they do
// not fit later on: connections get the last that did.
func OpenCertificate(certificate, key string, complain func(error)) (*Certificate, error) {
	pair, err := reload.Open(func(contents [][]byte) (*tls.Certificate, error) {
		read, err := tls.X509KeyPair(contents[0], contents[1])
		return &read, err
	}, complain, certificate, key)
	if err != nil {
		return nil, fmt.Errorf("read certificate: %w", err)
	}
	return &Certificate{pair}, nil
}

// configuration asks clients for certificates where the guard knows authorities. They are looked up for each
// connection, since they change as the certificate does.
func (c *Certificate) configuration(guard *access.Guard) *tls.Config {
	base := &tls.Config{
		MinVersion: tls.VersionTLS12,
		NextProtos: []string{"h2", "http/1.1"},
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
			return c.pair.Get(), nil
		},
	}
	if guard.ClientAuthorities() == nil {
		return base
	}
	base.GetConfigForClient = func(*tls.ClientHelloInfo) (*tls.Config, error) {
		fresh := base.Clone()
		fresh.ClientAuth, fresh.ClientCAs = tls.VerifyClientCertIfGiven, guard.ClientAuthorities()
		return fresh, nil
	}
	return base
}
