// Package access tells who may do what on a server: by bearer tokens, or by the certificates of TLS clients.
//
// What a server offers falls into areas: an OPA that fetches bundles has no business in the decision logs of others. A
// guard knows which tokens and which certificate authorities open which area. An area that nothing opens is open to
// everybody who reaches the listener; one token or authority is enough to close it to all others.
//
//	guard, err := access.Open(access.Config{Tokens: []access.File{{Area: access.Bundles, Path: "/etc/seaworthy/opa-tokens"}}}, complain)
//	mux.Handle("GET /bundles/{name...}", guard.Protect(access.Bundles, handler))
//
// Files are read again when they change, so that tokens and authorities are rotated without a restart.
package access

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// An Area is a part of what a server offers.
type Area string

// The areas that there are.
const (
	// Public is open always: probes.
	Public Area = ""
	// Bundles is for OPAs: to fetch bundles, and to send status and decision logs.
	Bundles Area = "bundles"
	// Fleet is for people: what OPAs have sent.
	Fleet Area = "fleet"
	// Metrics is for Prometheus.
	Metrics Area = "metrics"
	// Admission is for Kubernetes' API server: AdmissionReviews.
	Admission Area = "admission"
	// ExternalData is for Gatekeeper, which shows a certificate to providers, as the API server does not to webhooks unless
	// it is told.
	ExternalData Area = "external-data"
	// Export is for what the server generates for others: Gatekeeper's templates and constraints.
	Export Area = "export"
)

// Areas returns those that can be closed.
func Areas() []Area {
	return []Area{Bundles, Fleet, Metrics, Admission, ExternalData, Export}
}

// A File opens an area, or every area where it names none.
type File struct {
	Area Area
	Path string
}

// ParseFile reads AREA=PATH, or a PATH alone, which opens every area.
func ParseFile(text string) (File, error) {
	name, path, found := strings.Cut(text, "=")
	if !found {
		return File{Path: text}, nil
	}
	if !slices.Contains(Areas(), Area(name)) {
		return File{}, fmt.Errorf("unknown area %q (known: %s)", name, known())
	}
	return File{Area: Area(name), Path: path}, nil
}

func known() string {
	var names []string
	for _, area := range Areas() {
		names = append(names, string(area))
	}
	return strings.Join(names, ", ")
}

func (f File) opens(area Area) bool {
	return f.Area == area || f.Area == Public
}

// A Config names what opens areas.
type Config struct {
	// Tokens are files with a token a line; blank lines and those that begin with # are left out.
	Tokens []File
	// Authorities are files with certificates in PEM, of authorities that sign clients' certificates.
	Authorities []File
}

// A Guard tells who may do what.
type Guard struct {
	tokens      []tokenFile
	authorities []authorityFile
}

// Open reads the files. complain is told of one that is broken later on: what it last held stays good.
func Open(config Config, complain func(error)) (*Guard, error) {
	guard := &Guard{}
	for _, file := range config.Tokens {
		opened, err := openTokens(file, complain)
		if err != nil {
			return nil, fmt.Errorf("read tokens: %w", err)
		}
		guard.tokens = append(guard.tokens, opened)
	}
	for _, file := range config.Authorities {
		opened, err := openAuthorities(file, complain)
		if err != nil {
			return nil, fmt.Errorf("read authorities: %w", err)
		}
		guard.authorities = append(guard.authorities, opened)
	}
	return guard, nil
}

// IsOpen reports whether everybody may enter an area.
func (g *Guard) IsOpen(area Area) bool {
	return area == Public ||
		!slices.ContainsFunc(g.tokens, func(f tokenFile) bool { return f.opens(area) }) &&
			!slices.ContainsFunc(g.authorities, func(f authorityFile) bool { return f.opens(area) })
}

// Admits reports whether a request may enter an area.
func (g *Guard) Admits(area Area, request *http.Request) bool {
	return g.IsOpen(area) || g.holdsToken(area, request) || g.holdsCertificate(area, request)
}

// Protect passes requests on that may enter an area, and answers 401 (RFC 9110, section 15.5.2) to the others.
func (g *Guard) Protect(area Area, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		if g.Admits(area, request) {
			next.ServeHTTP(w, request)
			return
		}
		w.Header().Set("WWW-Authenticate", `Bearer realm="seaworthy"`)
		if area == Fleet { // browsers ask for a password, which is the token
			w.Header().Add("WWW-Authenticate", `Basic realm="seaworthy"`)
		}
		http.Error(w, "this needs a token or a client certificate", http.StatusUnauthorized)
	})
}
