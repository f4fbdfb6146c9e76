package registry

import (
	"fmt"
	"net"
	"net/http"
	"strings"
)

// loopbackOnly refuses plain HTTP with other machines, whoever asks for it: a reference, a redirect, or the realm that a
// registry names for tokens.
type loopbackOnly struct {
	inner http.RoundTripper
}

// RoundTrip wraps ErrPlainHTTP where it refuses.
func (l loopbackOnly) RoundTrip(request *http.Request) (*http.Response, error) {
	if request.URL.Scheme != "https" && !isLoopback(request.URL.Hostname()) {
		return nil, fmt.Errorf("%w: %s", ErrPlainHTTP, request.URL.Redacted())
	}
	return l.inner.RoundTrip(request)
}

// isLoopback knows the names that RFC 6761, section 6.3, keeps for the own machine, and its addresses.
func isLoopback(host string) bool {
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	address := net.ParseIP(host)
	return address != nil && address.IsLoopback()
}
