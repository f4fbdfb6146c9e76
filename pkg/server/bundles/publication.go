package bundles

import (
	"strings"
	"sync"
	"time"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
)

// recent is how many earlier revisions deltas lead from.
const recent = 8

// A Publication is what is served under one name. Its methods may be called from many goroutines.
type Publication struct {
	name   string
	deltas bool

	publishing sync.Mutex

	mu      sync.RWMutex
	current *revision
	// earlier are kept for deltas, the newest first.
	earlier []*revision
	problem error
	// changed is closed when there is another revision.
	changed chan struct{}
}

// A revision is one state of a bundle. It does not change.
type revision struct {
	tag string
	// header is the tag as an answer has it.
	header []string
	name   string
	since  time.Time
	// archive is the snapshot. deltas are by the tag of the revision that they lead from.
	archive []byte
	deltas  map[string][]byte
	// content is there only where later revisions need it for their deltas.
	content *bundle.Bundle
}

// NewPublication returns one that has nothing yet. With deltas, clients that say they take them get what has changed since the
// revision they have: that is for OPAs which neither verify signatures nor persist bundles, since others refuse deltas.
func NewPublication(name string, deltas bool) *Publication {
	return &Publication{name: name, deltas: deltas, changed: make(chan struct{})}
}

// Publish makes a bundle the one that is served, and answers those who wait for it. It reports whether that is another
// than before.
func (p *Publication) Publish(b *bundle.Bundle) bool {
	p.publishing.Lock()
	defer p.publishing.Unlock()
	earlier := p.history() // only Publish changes it
	tag := entityTag(b.Digest())
	next := &revision{tag: tag, header: []string{tag}, name: b.Revision(), since: time.Now(), archive: b.Bytes()}
	if p.deltas {
		next.content, next.deltas = b, deltasTo(b, earlier)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.problem = nil
	if p.current != nil && p.current.tag == next.tag {
		return false
	}
	if p.deltas {
		p.earlier = earlier
	}
	p.current = next
	close(p.changed)
	p.changed = make(chan struct{})
	return true
}

// history returns the revisions that deltas may lead from, the newest first.
func (p *Publication) history() []*revision {
	if p.current == nil {
		return nil
	}
	all := append([]*revision{p.current}, p.earlier...)
	return all[:min(len(all), recent)]
}

// deltasTo makes those deltas that are smaller than the snapshot.
func deltasTo(b *bundle.Bundle, earlier []*revision) map[string][]byte {
	deltas := map[string][]byte{}
	for _, from := range earlier {
		delta, err := bundle.Delta(from.content, b)
		if err == nil && len(delta) < len(b.Bytes()) {
			deltas[from.tag] = delta
		}
	}
	return deltas
}

// Fail tells that the source of the bundle is broken. What it gave before is served on.
func (p *Publication) Fail(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.problem = err
}

// look returns the revision that is served, nil before there is one, and what is closed when there is another.
func (p *Publication) look() (*revision, <-chan struct{}) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.current, p.changed
}

// A State says what is served under a name.
type State struct {
	// Revision is absent before there is one.
	Revision string
	// Since is when it came.
	Since time.Time
	// Problem is why the source gives nothing newer; nil where it is well.
	Problem error
}

// State returns what is served.
func (p *Publication) State() State {
	p.mu.RLock()
	defer p.mu.RUnlock()
	state := State{Problem: p.problem}
	if p.current != nil {
		state.Revision, state.Since = p.current.name, p.current.since
	}
	return state
}

// entityTag makes a strong one (RFC 9110, section 8.8.3) of a digest: the same bytes have the same tag on every replica.
func entityTag(digest string) string {
	return `"` + strings.TrimPrefix(digest, "sha256:") + `"`
}
