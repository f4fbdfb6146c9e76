package bundle

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// A Difference is what two bundles differ in, as far as it can make a finding, or what is said of one, another.
type Difference struct {
	// Added and Removed are ids of rules.
	Added   []string `json:"added"`
	Removed []string `json:"removed"`
	// Changed are the rules that both have, ordered by id.
	Changed []Change `json:"changed"`
	// Packages are those that differ and that no rule reaches: they make documents, and answer for the rules.
	Packages []string `json:"packages"`
	// FailOn is there if another severity denies admissions.
	FailOn *Values `json:"fail_on,omitzero"`
}

// A Change is what differs of one rule.
type Change struct {
	Rule string `json:"rule"`
	// Metadata and Parameters are by name.
	Metadata   map[string]Values `json:"metadata,omitzero"`
	Parameters map[string]Values `json:"parameters,omitzero"`
	// Rego tells that the rule's own policy does something else.
	Rego bool `json:"rego,omitzero"`
	// Packages are libraries that the rule reaches and that do something else.
	Packages []string `json:"packages,omitzero"`
	// Lists are those that it reads, itself or by a library.
	Lists []string `json:"lists,omitzero"`
}

// Values are those of one thing in both bundles, absent where one has none.
type Values struct {
	From json.RawMessage `json:"from,omitzero"`
	To   json.RawMessage `json:"to,omitzero"`
}

// Empty reports whether the bundles say the same of everything.
func (d Difference) Empty() bool {
	return len(d.Added)+len(d.Removed)+len(d.Changed)+len(d.Packages) == 0 && d.FailOn == nil
}

// Compare tells in what one bundle of ours differs from another: rules added and removed, and rules changed in what they
// mean. Rego is compared as it parses, so that formatting and comments are no change.
func Compare(from, to *Bundle) (Difference, error) {
	before, after := newSide(from), newSide(to)
	difference := Difference{Added: []string{}, Removed: []string{}, Changed: []Change{}}
	for _, id := range union(before.rules, after.rules) {
		old, had := before.rules[id]
		now, has := after.rules[id]
		switch {
		case !had:
			difference.Added = append(difference.Added, id)
		case !has:
			difference.Removed = append(difference.Removed, id)
		default:
			change, err := before.change(old, after, now)
			if err != nil {
				return Difference{}, fmt.Errorf("compare %s: %w", id, err)
			}
			if !change.empty() {
				difference.Changed = append(difference.Changed, change)
			}
		}
	}
	difference.Packages = before.unreached(after)
	if old, now := from.content.Admission.FailOn, to.content.Admission.FailOn; old != now {
		difference.FailOn = &Values{From: quoted(old), To: quoted(now)}
	}
	return difference, nil
}

func quoted(severity rule.Severity) json.RawMessage {
	if severity == "" {
		return nil
	}
	return json.RawMessage(`"` + severity + `"`)
}

func (c Change) empty() bool {
	return len(c.Metadata)+len(c.Parameters)+len(c.Packages)+len(c.Lists) == 0 && !c.Rego
}

// union returns the keys of both in order.
func union[V any](a, b map[string]V) []string {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return slices.Sorted(maps.Keys(all))
}

// A side is one of two bundles that are compared.
type side struct {
	bundle *Bundle
	rules  map[string]rule.Rule
	// meanings are by package: two packages with one meaning do the same.
	meanings map[string]string
	reaches  map[string][]string
}

func newSide(b *Bundle) side {
	s := side{bundle: b, rules: map[string]rule.Rule{}, meanings: map[string]string{}, reaches: map[string][]string{}}
	for _, r := range b.Rules() {
		s.rules[r.ID] = r
	}
	for path, modules := range b.modules() {
		s.meanings[path] = meaning(modules)
		s.reaches[path] = imports(modules)
	}
	return s
}

// change compares a rule that both sides have.
func (s side) change(old rule.Rule, other side, now rule.Rule) (Change, error) {
	change := Change{Rule: old.ID, Parameters: s.parameters(old, other, now)}
	var err error
	if change.Metadata, err = metadataChange(old, now); err != nil {
		return Change{}, err
	}
	home := policy.Package(old)
	change.Rego = s.meanings[home] != other.meanings[home]
	reached := append(s.closure(home), other.closure(home)...)
	slices.Sort(reached)
	for _, path := range slices.Compact(reached) {
		if list, isList := strings.CutPrefix(path, "data.seaworthy.data."); isList {
			if !equalJSON(s.bundle.content.Lists[list], other.bundle.content.Lists[list]) {
				change.Lists = append(change.Lists, list)
			}
		} else if s.meanings[path] != other.meanings[path] {
			change.Packages = append(change.Packages, path)
		}
	}
	return change, nil
}

// closure returns the packages and lists that a package reaches, without itself.
func (s side) closure(home string) []string {
	seen := map[string]bool{home: true}
	for todo := []string{home}; len(todo) > 0; todo = todo[1:] {
		for _, path := range s.reaches[todo[0]] {
			if !seen[path] {
				seen[path] = true
				todo = append(todo, path)
			}
		}
	}
	delete(seen, home)
	return slices.Sorted(maps.Keys(seen))
}

// unreached returns the packages that differ and that no rule of either side reaches.
func (s side) unreached(other side) []string {
	reached := map[string]bool{}
	for _, each := range []side{s, other} {
		for _, r := range each.rules {
			for _, path := range append(each.closure(policy.Package(r)), policy.Package(r)) {
				reached[path] = true
			}
		}
	}
	packages := []string{}
	for _, path := range union(s.meanings, other.meanings) {
		if !reached[path] && s.meanings[path] != other.meanings[path] {
			packages = append(packages, path)
		}
	}
	return packages
}

// parameters compares the values in force.
func (s side) parameters(old rule.Rule, other side, now rule.Rule) map[string]Values {
	before := s.effective(old)
	after := other.effective(now)
	changed := map[string]Values{}
	for _, name := range union(before, after) {
		if !equalJSON(before[name], after[name]) {
			changed[name] = Values{before[name], after[name]}
		}
	}
	return orAbsent(changed)
}

func (s side) effective(r rule.Rule) map[string]json.RawMessage {
	values := map[string]json.RawMessage{}
	for name, parameter := range r.Parameters {
		values[name] = parameter.Default
	}
	maps.Copy(values, s.bundle.content.Parameters[r.ID])
	return values
}

// metadataChange compares all that METADATA says, but for the defaults of parameters: only values in force count.
func metadataChange(old, now rule.Rule) (map[string]Values, error) {
	before, err := fields(old)
	if err != nil {
		return nil, err
	}
	after, err := fields(now)
	if err != nil {
		return nil, err
	}
	changed := map[string]Values{}
	for _, name := range union(before, after) {
		if !equalJSON(before[name], after[name]) {
			changed[name] = Values{before[name], after[name]}
		}
	}
	return orAbsent(changed), nil
}

func fields(r rule.Rule) (map[string]json.RawMessage, error) {
	parameters := map[string]rule.Parameter{}
	for name, parameter := range r.Parameters {
		parameter.Default = nil
		parameters[name] = parameter
	}
	r.Parameters, r.Needs = parameters, nil
	text, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	var named map[string]json.RawMessage
	return named, json.Unmarshal(text, &named)
}

func orAbsent(values map[string]Values) map[string]Values {
	if len(values) == 0 {
		return nil
	}
	return values
}

// equalJSON compares texts that json.Marshal wrote.
func equalJSON(a, b json.RawMessage) bool {
	return bytes.Equal(a, b)
}
