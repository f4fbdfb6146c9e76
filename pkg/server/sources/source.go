// Package sources keeps what is served as its source has it: a folder that is built when it changes, an archive that
// somebody puts in place, a tag of a container registry, or the profiles that the program brings.
//
//	folder := sources.Folder[*bundle.Bundle]{Path: "/etc/seaworthy/policies", Build: build}
//	go sources.Follow(ctx, sources.Signed{Source: folder, Key: key}, time.Second, follower)
//
// What a source gives replaces what it gave before only if it can be built and read in full. Until then whoever
// follows it is told what is wrong, and serves what there was.
package sources

import (
	"context"
	"time"
)

// A Source gives something that changes: a bundle, as a rule.
type Source[T any] interface {
	// Look returns what tells the present content from other content, without reading all of it.
	Look(ctx context.Context) (string, error)
	// Load makes it of the present content.
	Load(ctx context.Context) (T, error)
}

// A Follower is told what a source gives.
type Follower[T any] interface {
	// Publish gets what is whole. It reports whether that is another than before.
	Publish(ctx context.Context, given T) bool
	// Fail gets what is wrong, once for each content that is broken.
	Fail(err error)
}

// Follow looks at a source until ctx is done, and hands on what it gives. It returns only then.
func Follow[T any](ctx context.Context, source Source[T], every time.Duration, follower Follower[T]) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	f := following[T]{source: source, follower: follower}
	for {
		f.step(ctx)
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// retry is how long content that could not be loaded is left alone: it may be the network, and not the content.
const retry = 10 * time.Second

// A following remembers what has been handed on.
type following[T any] struct {
	source   Source[T]
	follower Follower[T]
	begun    bool
	// seen is the content that was loaded last, tried the one that was tried last, and when.
	seen, tried string
	triedAt     time.Time
	complaint   string
}

func (f *following[T]) step(ctx context.Context) {
	content, err := f.source.Look(ctx)
	switch {
	case err != nil:
		f.complain(ctx, err)
	case f.begun && content == f.seen && f.complaint == "":
	case f.complaint != "" && content == f.tried && time.Since(f.triedAt) < retry:
	default:
		f.load(ctx, content)
	}
}

// load takes the content over, unless it changed while it was read: what is half of one and half of the other may build,
// and be neither.
func (f *following[T]) load(ctx context.Context, content string) {
	loaded, err := f.source.Load(ctx)
	if after, again := f.source.Look(ctx); again == nil && after != content {
		return
	}
	if err != nil {
		f.tried, f.triedAt = content, time.Now()
		f.complain(ctx, err)
		return
	}
	f.begun, f.seen, f.tried, f.complaint = true, content, "", ""
	f.follower.Publish(ctx, loaded)
}

// complain tells each mistake once.
func (f *following[T]) complain(ctx context.Context, err error) {
	if ctx.Err() != nil || err.Error() == f.complaint {
		return
	}
	f.complaint = err.Error()
	f.follower.Fail(err)
}
