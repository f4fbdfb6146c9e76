package engine

import (
	"sync"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// Bounds of what is remembered of choices of rules.
const (
	// usual is how often a choice of rules must be wanted before it gets a query of its own, which costs as much as a few
	// evaluations.
	usual = 8
	// remembered is the number of choices that are counted.
	remembered = 256
)

// inquiries remember the choices of rules that documents ask for again and again: a server sees the same few shapes all day,
// and a rule that is not asked costs nothing.
type inquiries struct {
	mutex sync.Mutex
	byKey map[string]*counted
}

type counted struct {
	wanted int
	once   sync.Once
	asked  inquiry
	err    error
}

// inquiry returns a query for the relevant rules of the program, or for all where that is no worse.
func (p *program) inquiry(relevant map[string]bool) (inquiry, error) {
	key := make([]byte, 0, len(p.all.rules))
	var rules []rule.Rule
	for _, r := range p.all.rules {
		mark := byte(0)
		if relevant[r.ID] {
			mark = 1
			rules = append(rules, r)
		}
		key = append(key, mark)
	}
	if len(rules) == len(p.all.rules) || len(rules) == 0 {
		return p.all, nil
	}
	known := p.some.count(string(key))
	if known == nil {
		return p.all, nil
	}
	known.once.Do(func() {
		known.asked.rules = rules
		known.asked.query, known.err = denyQuery(p.compiler, rules)
	})
	return known.asked, known.err
}

// count returns the choice if it is usual by now.
func (i *inquiries) count(key string) *counted {
	i.mutex.Lock()
	defer i.mutex.Unlock()
	known := i.byKey[key]
	if known == nil {
		if i.byKey == nil {
			i.byKey = map[string]*counted{}
		}
		if len(i.byKey) >= remembered {
			return nil
		}
		known = &counted{}
		i.byKey[key] = known
	}
	if known.wanted++; known.wanted < usual {
		return nil
	}
	return known
}
