package admission

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

// A likeness is an object without what tells it from its twins: its name, and the names that the cluster gave to it.
type likeness struct {
	// text is the object with stand-ins for names.
	text json.RawMessage
	// names are what stand-ins stand for, one behind the other, as strings.NewReplacer takes them.
	names []string
}

// Stand-ins are names that no object has: the API server lets a name end in a letter or digit only.
const (
	standInName   = "seaworthy-stand-in-"
	standInVolume = "kube-api-access-seaworthy-"
)

// tokenVolume is the volume with the pod's token. The API server names it anew for each pod.
var tokenVolume = regexp.MustCompile(`kube-api-access-[a-z0-9]{5}\b`)

// identifying are fields of the metadata that no rule asks for: the cluster writes them.
var identifying = []string{"generateName", "uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "selfLink"}

// likenessOf returns an object's likeness. Of what it leaves out the names alone may stand in messages.
func likenessOf(text json.RawMessage) (likeness, error) {
	var object, metadata map[string]json.RawMessage
	if err := json.Unmarshal(text, &object); err != nil {
		return likeness{}, fmt.Errorf("read object: %w", err)
	}
	if err := json.Unmarshal(object["metadata"], &metadata); err != nil {
		return likeness{}, fmt.Errorf("read metadata: %w", err)
	}
	var made likeness
	var name string
	if err := json.Unmarshal(metadata["name"], &name); err == nil && name != "" {
		metadata["name"] = json.RawMessage(`"` + standInName + `"`)
		made.names = append(made.names, standInName, name)
	}
	for _, field := range identifying {
		delete(metadata, field)
	}
	delete(object, "status")
	var err error
	if object["metadata"], err = json.Marshal(metadata); err != nil {
		return likeness{}, fmt.Errorf("write metadata: %w", err)
	}
	if volume := tokenVolume.Find(object["spec"]); volume != nil {
		object["spec"] = json.RawMessage(strings.ReplaceAll(string(object["spec"]), string(volume), standInVolume))
		made.names = append(made.names, standInVolume, string(volume))
	}
	if made.text, err = json.Marshal(object); err != nil {
		return likeness{}, fmt.Errorf("write object: %w", err)
	}
	return made, nil
}

// restore puts the object's own names into what is said of its likeness.
func (l likeness) restore(found []finding) []finding {
	if len(found) == 0 || len(l.names) == 0 {
		return found
	}
	own := strings.NewReplacer(l.names...)
	restored := make([]finding, len(found))
	for i, f := range found {
		f.Message = own.Replace(f.Message)
		restored[i] = f
	}
	return restored
}

// A memoryKey is a likeness before a checker, which goes by its number: a key must not keep a checker alive that has been
// replaced.
type memoryKey struct {
	checker int
	digest  [sha256.Size]byte
}

// An acquaintance is what is known of the checker of a profile.
type acquaintance struct {
	checker *seaworthy.Checker
	number  int
	// blind tells that it can't tell an object from its twins: no rule of it asks for the name.
	blind bool
}

// isBlind reports whether no rule of the checker asks for an object's name. Of the built-in ones those do that are told to,
// by a selector of what they are to leave alone; of others that is not known.
func isBlind(checker *seaworthy.Checker) bool {
	text, err := json.Marshal(checker.Parameters())
	return err == nil && !checker.Library().HasOwnRules() && !strings.Contains(string(text), "name:")
}

// A memory keeps judgements in two generations: when the young one is full it becomes the old one, which is forgotten. So
// what is asked for again and again stays, and what is kept never exceeds twice the size.
type memory struct {
	size       int
	mutex      sync.Mutex
	young, old map[memoryKey][]finding
	// judging are closed when the judgement that others wait for is there, or can't be had.
	judging map[memoryKey]chan struct{}
	// checkers are by profile.
	checkers map[string]acquaintance
	met      int
}

// newMemory is nil for no size.
func newMemory(size int) *memory {
	if size <= 0 {
		return nil
	}
	return &memory{size: (size + 1) / 2, young: map[memoryKey][]finding{}, judging: map[memoryKey]chan struct{}{}, checkers: map[string]acquaintance{}}
}

// meet returns what is known of a profile's checker.
func (m *memory) meet(profile string, checker *seaworthy.Checker) acquaintance {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	known, ok := m.checkers[profile]
	if !ok || known.checker != checker {
		m.met++
		known = acquaintance{checker, m.met, isBlind(checker)}
		m.checkers[profile] = known
	}
	return known
}

// judge returns what is remembered, or what judge finds, which is asked once for all who come meanwhile: a ReplicaSet makes its
// pods at one time.
func (m *memory) judge(ctx context.Context, key memoryKey, judge func() ([]finding, error)) ([]finding, error) {
	for {
		found, ok, others := m.recall(key)
		switch {
		case ok:
			return found, nil
		case others == nil:
			return m.claimed(key, judge)
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

func (m *memory) claimed(key memoryKey, judge func() ([]finding, error)) (found []finding, err error) {
	err = errInterrupted
	defer func() { m.settle(key, found, err) }()
	return judge()
}

// recall returns what is remembered, or who else is judging it. Where there is neither, the caller is the one who judges.
func (m *memory) recall(key memoryKey) (found []finding, ok bool, others <-chan struct{}) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if found, ok = m.young[key]; ok {
		return found, true, nil
	}
	if found, ok = m.old[key]; ok {
		m.put(key, found)
		return found, true, nil
	}
	if judging := m.judging[key]; judging != nil {
		return nil, false, judging
	}
	m.judging[key] = make(chan struct{})
	return nil, false, nil
}

// settle keeps a judgement, and lets go of those who wait for it.
func (m *memory) settle(key memoryKey, found []finding, err error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if err == nil {
		m.put(key, found)
	}
	close(m.judging[key])
	delete(m.judging, key)
}

func (m *memory) put(key memoryKey, found []finding) {
	if len(m.young) >= m.size {
		m.old, m.young = m.young, map[memoryKey][]finding{}
	}
	m.young[key] = found
}
