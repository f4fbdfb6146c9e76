// Package policies keeps what a server judges by: under each name a checker, as its source has it now.
//
// A policy changes under a server that answers, and nobody who asks may notice. So an Edition is tried out before it
// becomes the one that holds, which compiles its rules; whoever has begun with an earlier one ends with it; and where the
// source breaks, what it gave before holds on.
//
//	shop := policies.New("shop", log)
//	go sources.Follow(ctx, sources.Folder[*policies.Edition]{Path: folder, Build: build}, time.Second, shop)
//	all := policies.NewShelf(shop)
//	handler := admission.New(admission.Config{Judge: all.Judge})
package policies

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	exported "github.com/seaworthy-policy/seaworthy/pkg/gatekeeper"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/server/admission"
	"github.com/seaworthy-policy/seaworthy/pkg/server/gatekeeper"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// An Edition is one state of a policy. It does not change.
type Edition struct {
	judge *admission.Judge
	// set is made when somebody asks for it.
	set func() (*gatekeeper.Set, error)
}

// trial is judged before an edition holds. It is of all that rules about Kubernetes objects look at.
//
//go:embed trial.yaml
var trial []byte

// Options say how an edition is used.
type Options struct {
	// Remembered is the number of different objects whose judgement is kept.
	Remembered int
	// Export says how the rules are exported to Gatekeeper.
	Export exported.Options
}

// Try makes an edition of a checker that was made with admission.Options. The error is why its rules don't work.
func Try(ctx context.Context, checker *seaworthy.Checker, options Options) (*Edition, error) {
	file := source.File{Path: "trial.yaml", Content: trial}
	if err := checker.Prepare(file); err != nil {
		return nil, fmt.Errorf("compile the rules: %w", err)
	}
	result, err := checker.Check(ctx, file)
	if err != nil {
		return nil, fmt.Errorf("try the rules: %w", err)
	}
	for _, file := range result.Files {
		if len(file.Problems) > 0 {
			return nil, fmt.Errorf("try the rules: %s", file.Problems[0].Message)
		}
	}
	return &Edition{admission.NewJudge(checker, options.Remembered), sync.OnceValues(func() (*gatekeeper.Set, error) {
		return gatekeeper.NewSet(checker, options.Export)
	})}, nil
}

// A Policy is what goes by one name. Its methods may be called from many goroutines.
type Policy struct {
	name string
	log  *slog.Logger

	mutex   sync.RWMutex
	edition *Edition
	problem error
}

// New returns a policy that has no edition yet.
func New(name string, log *slog.Logger) *Policy {
	return &Policy{name: name, log: log}
}

// Name is what the policy goes by.
func (p *Policy) Name() string { return p.name }

// Publish makes an edition the one that holds, once it has rehearsed for a second at most what the one before is asked.
func (p *Policy) Publish(ctx context.Context, edition *Edition) bool {
	if former, err := p.holding(); err == nil {
		ctx, stop := context.WithTimeout(ctx, time.Second)
		edition.judge.Rehearse(ctx, former.judge)
		stop()
	}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.edition, p.problem = edition, nil
	p.log.Info("new edition", "policy", p.name, "rules", len(edition.judge.Checker().Rules()))
	return true
}

// Fail tells that the source of the policy is broken. What it gave before holds on.
func (p *Policy) Fail(err error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.problem = err
	p.log.Error("the source of a policy is broken", "policy", p.name, "holds", p.edition != nil, "error", err)
}

// A State says what holds.
type State struct {
	// Profile and Rules are the profile's name and the number of rules; Holds is false before there are any.
	Profile string
	Rules   int
	Holds   bool
	// Problem is why the source gives nothing newer; nil where it is well.
	Problem error
}

// State returns what holds.
func (p *Policy) State() State {
	p.mutex.RLock()
	defer p.mutex.RUnlock()
	state := State{Problem: p.problem, Holds: p.edition != nil}
	if state.Holds {
		checker := p.edition.judge.Checker()
		state.Profile, state.Rules = checker.Profile(), len(checker.Rules())
	}
	return state
}

// errNotYet says that a policy is being made, or never could be.
var errNotYet = errors.New("it has no rules yet")

func (p *Policy) holding() (*Edition, error) {
	p.mutex.RLock()
	defer p.mutex.RUnlock()
	if p.edition == nil {
		return nil, fmt.Errorf("policy %s: %w", p.name, errNotYet)
	}
	return p.edition, nil
}

// A Shelf holds policies by name. The first is taken where none is named.
type Shelf struct {
	first  string
	byName map[string]*Policy
}

// NewShelf puts policies together; there is at least one.
func NewShelf(all ...*Policy) *Shelf {
	shelf := &Shelf{first: all[0].name, byName: map[string]*Policy{}}
	for _, p := range all {
		shelf.byName[p.name] = p
	}
	return shelf
}

// First is the name of the policy that is taken where none is named.
func (s *Shelf) First() string { return s.first }

// Judge is for admission.Config.
func (s *Shelf) Judge(name string) (*admission.Judge, error) {
	if name == "" {
		name = s.first
	}
	policy, ok := s.byName[name]
	if !ok {
		return nil, fmt.Errorf("%w: %q", admission.ErrNoProfile, name)
	}
	edition, err := policy.holding()
	if err != nil {
		return nil, err
	}
	return edition.judge, nil
}

// Set is for gatekeeper.Config.
func (s *Shelf) Set(name string) (*gatekeeper.Set, error) {
	policy, ok := s.byName[name]
	if !ok {
		return nil, fmt.Errorf("%w: %q", gatekeeper.ErrNoSet, name)
	}
	edition, err := policy.holding()
	if err != nil {
		return nil, err
	}
	return edition.set()
}
