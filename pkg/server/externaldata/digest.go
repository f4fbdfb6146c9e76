package externaldata

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/seaworthy-policy/seaworthy/pkg/reference"
)

// atOnce is how many questions are put to registries at one time.
const atOnce = 8

// digests asks registries and remembers what they said.
type digests struct {
	config Config
	places chan struct{}
	mutex  sync.Mutex
	known  map[string]kept
	// asked and failed count questions to registries.
	asked, failed atomic.Int64
}

type kept struct {
	digest string
	until  time.Time
}

// newDigests is nil where no registry may be asked.
func newDigests(config Config) *digests {
	if config.Digest == nil || len(config.Registries) == 0 {
		return nil
	}
	return &digests{config: config, places: make(chan struct{}, atOnce), known: map[string]kept{}}
}

// add fills in the digests of items that are known or can be had before ctx is done. An item whose registry does not answer
// gets an error instead of facts: to say nothing would read as if there were no such image.
func (d *digests) add(ctx context.Context, items []Item) {
	if d == nil {
		return
	}
	var workers sync.WaitGroup
	for i := range items {
		if items[i].Value == nil || !slices.Contains(d.config.Registries, items[i].Value.Reference.Registry) {
			continue
		}
		workers.Go(func() { d.fill(ctx, &items[i]) })
	}
	workers.Wait()
}

func (d *digests) fill(ctx context.Context, item *Item) {
	parsed := item.Value.Reference
	if parsed.DigestState == reference.Known {
		item.Value.Digest = parsed.Digest
		return
	}
	digest, err := d.of(ctx, written(parsed))
	if err != nil {
		item.Value, item.Error = nil, err.Error()
		return
	}
	item.Value.Digest = digest
}

// written is the reference with nothing implied.
func written(parsed reference.Reference) string {
	tag := parsed.Tag
	if tag == "" {
		tag = "latest"
	}
	return parsed.Registry + "/" + parsed.Repository + ":" + tag
}

func (d *digests) of(ctx context.Context, name string) (string, error) {
	if digest, ok := d.recall(name); ok {
		return digest, nil
	}
	select {
	case d.places <- struct{}{}:
		defer func() { <-d.places }()
	case <-ctx.Done():
		return "", ctx.Err()
	}
	if digest, ok := d.recall(name); ok {
		return digest, nil // another request has asked meanwhile
	}
	d.asked.Add(1)
	digest, err := d.config.Digest(ctx, name)
	if err != nil {
		d.failed.Add(1)
		return "", err
	}
	d.keep(name, digest)
	return digest, nil
}

func (d *digests) recall(name string) (string, bool) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	found, ok := d.known[name]
	return found.digest, ok && time.Now().Before(found.until)
}

// keep forgets what is too old when there is no room, and everything if that does not help.
func (d *digests) keep(name, digest string) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if len(d.known) >= d.config.MaxKept {
		for old, found := range d.known {
			if time.Now().After(found.until) {
				delete(d.known, old)
			}
		}
	}
	if len(d.known) >= d.config.MaxKept {
		clear(d.known)
	}
	d.known[name] = kept{digest, time.Now().Add(d.config.Kept)}
}
