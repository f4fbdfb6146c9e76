package admission

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"
)

// A digest is that of a likeness.
type digest [sha256.Size]byte

func digestOf(alike json.RawMessage) digest { return sha256.Sum256(alike) }

// A memory keeps the judgements of a day in two generations: when the young one is full it becomes the old one, which is
// forgotten. So what is asked for again and again stays, and what is kept never exceeds twice the size. What is said of an
// image may hang on the date.
type memory struct {
	size       int
	mutex      sync.Mutex
	day        string
	young, old map[digest][]finding
	// judging are closed when the judgement that others wait for is there, or can't be had.
	judging map[digest]chan struct{}
	// sought are likenesses that were asked for more than once, the latest last.
	sought []likeness
}

// newMemory is nil for no size.
func newMemory(size int) *memory {
	if size <= 0 {
		return nil
	}
	return &memory{size: (size + 1) / 2, young: map[digest][]finding{}, judging: map[digest]chan struct{}{}}
}

// judge returns what is remembered, or what judge finds, which is asked once for all who come meanwhile: a ReplicaSet makes its
// pods at one time.
func (m *memory) judge(ctx context.Context, alike likeness, judge func() ([]finding, error)) ([]finding, error) {
	for {
		found, ok, others := m.recall(alike)
		switch {
		case ok:
			return found, nil
		case others == nil:
			return m.claimed(alike, judge)
		}
		select {
		case <-others: // it may have failed for a reason that does not hold here
		case <-ctx.Done():
			return nil, fmt.Errorf("judge: %w", ctx.Err())
		}
	}
}

// errInterrupted is what others get who wait for a judgement that panics: they judge for themselves.
var errInterrupted = errors.New("interrupted")

func (m *memory) claimed(alike likeness, judge func() ([]finding, error)) (found []finding, err error) {
	day := today()
	err = errInterrupted
	defer func() { m.settle(alike, day, found, err) }()
	return judge()
}

// recall returns what is remembered, or who else is judging it. Where there is neither, the caller is the one who judges.
func (m *memory) recall(alike likeness) (found []finding, ok bool, others <-chan struct{}) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.turn(today())
	if found, ok = m.young[alike.digest]; !ok {
		if found, ok = m.old[alike.digest]; ok {
			m.put(alike.digest, found)
		}
	}
	judging := m.judging[alike.digest]
	if ok || judging != nil {
		m.seek(alike)
		return found, ok, judging
	}
	m.judging[alike.digest] = make(chan struct{})
	return nil, false, nil
}

// settle keeps a judgement that was begun on a day, and lets go of those who wait for it.
func (m *memory) settle(alike likeness, day string, found []finding, err error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.turn(today()); err == nil && day == m.day {
		m.put(alike.digest, found)
	}
	close(m.judging[alike.digest])
	delete(m.judging, alike.digest)
}

func today() string { return time.Now().UTC().Format(time.DateOnly) }

// turn forgets what was said on another day.
func (m *memory) turn(day string) {
	if m.day != day {
		m.day, m.old, m.young = day, nil, map[digest][]finding{}
	}
}

func (m *memory) put(key digest, found []finding) {
	if len(m.young) >= m.size {
		m.old, m.young = m.young, map[digest][]finding{}
	}
	m.young[key] = found
}

// Bounds of what is kept whole of those that are sought.
const (
	mostSought    = 16
	longestSought = 64 << 10
)

func (m *memory) seek(alike likeness) {
	known := slices.ContainsFunc(m.sought, func(other likeness) bool { return other.digest == alike.digest })
	if known || len(alike.text) > longestSought {
		return
	}
	if len(m.sought) == mostSought {
		m.sought = slices.Delete(m.sought, 0, 1)
	}
	m.sought = append(m.sought, alike)
}

// favourites are the likenesses that are asked for again and again.
func (m *memory) favourites() []likeness {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return slices.Clone(m.sought)
}
