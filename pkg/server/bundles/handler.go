// Package bundles serves bundles to OPAs, as OPA's clients expect it
// (https://www.openpolicyagent.org/docs/management-bundles#bundle-service-api).
//
// An OPA asks for a bundle and names the revision that it has in If-None-Match. It gets 304 while that is the one that is
// served, and the next one else. One that would rather wait than ask again says so in Prefer, and is answered at
// the moment when there is another revision. So a new policy is everywhere within a second, and who asks costs nothing.
//
//	publication := bundles.NewPublication("strict", false)
//	handler := bundles.NewHandler(bundles.Options{Draining: s.Draining()}, publication)
//	s.Handle(server.Route{Pattern: "GET /bundles/{name...}", Area: access.Bundles, Waits: true, Handler: handler})
//	publication.Publish(built)
package bundles

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/seaworthy-policy/seaworthy/pkg/server/repeat"
)

const (
	// longPollType tells OPA that the server lets it wait. It is compared to the last byte.
	longPollType = "application/vnd.openpolicyagent.bundles"
	// plainType is for everybody else.
	plainType = "application/gzip"
)

// Headers of every answer: caches ask again, and do not take a delta for a snapshot.
var (
	cacheControl = []string{"no-cache"}
	vary         = []string{"Prefer"}
)

// Options are what a handler is made with.
type Options struct {
	// Draining is closed when nobody is to wait any more; nil lets them.
	Draining <-chan struct{}
	// MaxWait is how long a client is let wait, whatever it asks for; by default 50 seconds, since proxies give up on
	// a connection after 60.
	MaxWait time.Duration
	// MaxWaiting is how many clients may wait at once, by default 16,384; others get 503, after which OPA waits by itself.
	MaxWaiting int
}

// A Handler serves publications by their names. A request's path value "name" says which; it may end in ".tar.gz".
type Handler struct {
	options      Options
	publications map[string]*Publication
	places       chan struct{}
	count        counters
}

// NewHandler returns a handler for publications whose names differ.
func NewHandler(options Options, publications ...*Publication) *Handler {
	if options.MaxWait == 0 {
		options.MaxWait = 50 * time.Second
	}
	if options.MaxWaiting == 0 {
		options.MaxWaiting = 16_384
	}
	h := &Handler{options: options, publications: map[string]*Publication{}, places: make(chan struct{}, options.MaxWaiting)}
	for _, p := range publications {
		h.publications[p.name] = p
	}
	return h
}

// ServeHTTP answers 200 with a snapshot or a delta, 304 if the client has the newest, 404 for a name that there is not, and
// 503 as long as there is no revision.
func (h *Handler) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	name := request.PathValue("name")
	publication := h.publications[name]
	if publication == nil {
		publication = h.publications[strings.TrimSuffix(name, ".tar.gz")]
	}
	if publication == nil {
		http.Error(w, "there is no bundle of this name", http.StatusNotFound)
		return
	}
	has, prefers := parseCondition(request.Header.Values("If-None-Match")), parsePreference(request.Header.Values("Prefer"))
	served, full := h.await(w, request, publication, has, prefers)
	// The keys are canonical, and the values are nobody's to change: so a 304 costs little more than its way here.
	header := w.Header()
	header["Cache-Control"], header["Vary"] = cacheControl, vary
	switch {
	case full:
		refuse(w, "too many clients wait")
	case served == nil:
		refuse(w, "there is no revision yet")
	case has.holds(served.tag):
		h.count.unchanged.Add(1)
		header["Etag"] = served.header
		if prefers.wait == 0 && request.Method == http.MethodGet {
			h.offer(request, header, publication, served)
		}
		w.WriteHeader(http.StatusNotModified)
	default:
		h.send(w, request, served, has, prefers)
	}
}

// offer lets a client that polls have the same answer until there is another revision.
func (h *Handler) offer(request *http.Request, header http.Header, p *Publication, served *revision) {
	repeat.Offer(request, repeat.Answer{
		Status: http.StatusNotModified,
		Header: header.Clone(),
		Holds: func() bool {
			now, _ := p.look()
			return now == served
		},
		Given: func() { h.count.unchanged.Add(1) },
	})
}

// Serves reports whether a revision is the one that is served under any name.
func (h *Handler) Serves(revision string) bool {
	for _, p := range h.publications {
		if p.State().Revision == revision {
			return true
		}
	}
	return false
}

func refuse(w http.ResponseWriter, why string) {
	w.Header().Set("Retry-After", "1")
	http.Error(w, why, http.StatusServiceUnavailable)
}

// await returns what is served when the client is to be answered, and whether it could not be let wait.
func (h *Handler) await(w http.ResponseWriter, request *http.Request, p *Publication, has condition, prefers preference) (served *revision, full bool) {
	served, changed := p.look()
	wait := min(prefers.wait, h.options.MaxWait)
	if wait == 0 || request.Method == http.MethodHead || served == nil || !has.holds(served.tag) {
		return served, false
	}
	select {
	case h.places <- struct{}{}:
		defer func() { <-h.places }()
	default:
		return served, true
	}
	// The client has sent all it had to. A ResponseWriter without deadlines is a test's.
	_ = http.NewResponseController(w).SetReadDeadline(time.Time{})
	timer := time.NewTimer(wait)
	defer timer.Stop()
	for has.holds(served.tag) {
		select {
		case <-changed:
			served, changed = p.look()
		case <-timer.C:
			return served, false
		case <-h.options.Draining:
			return served, false
		case <-request.Context().Done():
			return served, false
		}
	}
	return served, false
}

// send answers with a delta where there is one from what the client has, and it takes it; else with the snapshot.
// What an earlier answer held does not count: the client may have failed to activate it, and says what it has.
func (h *Handler) send(w http.ResponseWriter, request *http.Request, served *revision, has condition, prefers preference) {
	archive, counted := served.archive, &h.count.snapshots
	if delta := served.deltas[has.base()]; delta != nil && prefers.delta {
		archive, counted = delta, &h.count.deltas
	}
	header := w.Header()
	header["Etag"] = served.header
	header.Set("Content-Type", plainType)
	if len(request.Header.Values("Prefer")) > 0 {
		header.Set("Content-Type", longPollType)
	}
	header.Set("Accept-Ranges", "none")
	header.Set("Content-Length", strconv.Itoa(len(archive)))
	if request.Method == http.MethodHead {
		return
	}
	counted.Add(1)
	_, _ = w.Write(archive) // a client that has gone needs no answer
}
