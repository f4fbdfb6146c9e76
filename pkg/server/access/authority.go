package access

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"net/http"
	"slices"

	"github.com/seaworthy-policy/seaworthy/pkg/server/reload"
)

// errNoAuthorities is for a file that would let nobody in.
var errNoAuthorities = errors.New("no certificates in it")

type authorityFile struct {
	File
	known *reload.Value[[]*x509.Certificate]
}

func openAuthorities(file File, complain func(error)) (authorityFile, error) {
	parse := func(contents [][]byte) ([]*x509.Certificate, error) { return parseAuthorities(contents[0]) }
	known, err := reload.Open(parse, complain, file.Path)
	return authorityFile{file, known}, err
}

func parseAuthorities(text []byte) ([]*x509.Certificate, error) {
	var known []*x509.Certificate
	for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
		if block.Type != "CERTIFICATE" {
			continue
		}
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, err
		}
		known = append(known, certificate)
	}
	if len(known) == 0 {
		return nil, errNoAuthorities
	}
	return known, nil
}

// ClientAuthorities returns all authorities that sign clients' certificates, for the TLS configuration of a listener; nil
// where there are none. A handshake with a certificate that none of them has signed fails, one without a certificate
// does not: whether a request needs one hangs on its area.
func (g *Guard) ClientAuthorities() *x509.CertPool {
	if len(g.authorities) == 0 {
		return nil
	}
	pool := x509.NewCertPool()
	for _, file := range g.authorities {
		for _, certificate := range file.known.Get() {
			pool.AddCert(certificate)
		}
	}
	return pool
}

func (g *Guard) holdsCertificate(area Area, request *http.Request) bool {
	if request.TLS == nil {
		return false
	}
	return slices.ContainsFunc(g.authorities, func(file authorityFile) bool {
		return file.opens(area) && slices.ContainsFunc(request.TLS.VerifiedChains, func(chain []*x509.Certificate) bool {
			return endsIn(chain, file.known.Get())
		})
	})
}

// endsIn reports whether a chain, which the handshake has verified, leads to one of these authorities.
func endsIn(chain, authorities []*x509.Certificate) bool {
	return slices.ContainsFunc(authorities, func(authority *x509.Certificate) bool {
		return bytes.Equal(authority.Raw, chain[len(chain)-1].Raw)
	})
}
