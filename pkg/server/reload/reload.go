// Package reload keeps values that stand in files, and reads them again when the files change.
//
// Keys, certificates and tokens are changed under a server that runs: by hand, by cert-manager, or by the kubelet, which
// swaps a symbolic link. A server asks for the value whenever it needs it, and gets what the files say, at most
// a second old. What can't be read or understood never replaces what could: it is told once, and the value stays.
//
//	tokens, err := reload.Open(parseTokens, complain, "/etc/seaworthy/tokens")
//	if !tokens.Get().Has(token) { ... }
//
// Nothing runs in the background: who asks pays for a look at the files, once a second.
package reload

import (
	"fmt"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// interval is how old a value may be.
const interval = time.Second

// A Value stands in files. Its methods may be called from many goroutines.
type Value[T any] struct {
	paths    []string
	parse    func(contents [][]byte) (T, error)
	complain func(error)

	current atomic.Pointer[T]
	looked  atomic.Int64 // in nanoseconds since 1970

	mu    sync.Mutex
	infos []os.FileInfo
}

// Open reads a value from files. parse gets their contents in the order of the paths, whenever one of them has changed;
// complain is told when they can't be read or parsed later on.
func Open[T any](parse func(contents [][]byte) (T, error), complain func(error), paths ...string) (*Value[T], error) {
	v := &Value[T]{paths: paths, parse: parse, complain: complain}
	v.looked.Store(time.Now().UnixNano())
	return v, v.read()
}

// Get returns the value of the files.
func (v *Value[T]) Get() T {
	last, now := v.looked.Load(), time.Now().UnixNano()
	if now-last >= int64(interval) && v.looked.CompareAndSwap(last, now) {
		if err := v.read(); err != nil {
			v.complain(err)
		}
	}
	return *v.current.Load()
}

// read takes over what the files hold, unless they are as they were.
func (v *Value[T]) read() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	infos := make([]os.FileInfo, len(v.paths))
	for i, path := range v.paths {
		// A file that is not there leaves a nil, so that it is complained of once.
		infos[i], _ = os.Stat(path)
	}
	if v.current.Load() != nil && slices.EqualFunc(v.infos, infos, same) {
		return nil
	}
	v.infos = infos
	contents := make([][]byte, len(v.paths))
	for i, path := range v.paths {
		var err error
		if contents[i], err = os.ReadFile(path); err != nil {
			return fmt.Errorf("read file: %w", err)
		}
	}
	value, err := v.parse(contents)
	if err != nil {
		return fmt.Errorf("read %s: %w", v.paths[0], err)
	}
	v.current.Store(&value)
	return nil
}

func same(a, b os.FileInfo) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}
