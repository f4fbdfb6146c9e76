package rule

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/agnivade/levenshtein"
)

// Errors that callers may test for with errors.Is.
var (
	// ErrUnknownRule is wrapped when a name is neither a rule's id nor an alias.
	ErrUnknownRule = errors.New("unknown rule")
	// ErrUnknownProfile is wrapped when no profile has the name.
	ErrUnknownProfile = errors.New("unknown profile")
)

// A Catalogue is a set of rules with unique ids. It does not change after NewCatalogue and may be shared.
type Catalogue struct {
	rules []Rule
	// byName gives the places in rules that a name in lower case stands for. Most runs name no rule, so it is made when
	// one does.
	byName func() map[string][]int
}

// NewCatalogue orders the rules by id. Two rules with one id are an error.
func NewCatalogue(rules []Rule) (*Catalogue, error) {
	sorted := slices.Clone(rules)
	slices.SortFunc(sorted, func(a, b Rule) int { return strings.Compare(a.ID, b.ID) })
	for i, r := range sorted[min(1, len(sorted)):] {
		if sorted[i].ID == r.ID {
			return nil, fmt.Errorf("two rules have the id %s", r.ID)
		}
	}
	return &Catalogue{rules: sorted, byName: sync.OnceValue(func() map[string][]int { return index(sorted) })}, nil
}

func index(rules []Rule) map[string][]int {
	byName := map[string][]int{}
	add := func(name string, i int) {
		if key := strings.ToLower(name); !slices.Contains(byName[key], i) {
			byName[key] = append(byName[key], i)
		}
	}
	for i, r := range rules {
		add(r.ID, i)
		for _, alias := range r.Aliases {
			add(alias, i)
			if _, code, ok := strings.Cut(alias, ":"); ok {
				add(code, i)
			}
		}
	}
	return byName
}

// Rules returns the rules ordered by id. The slice is the caller's.
func (c *Catalogue) Rules() []Rule {
	return slices.Clone(c.rules)
}

// ByID returns the rule with exactly this id.
func (c *Catalogue) ByID(id string) (Rule, bool) {
	i, found := slices.BinarySearchFunc(c.rules, id, func(r Rule, id string) int { return strings.Compare(r.ID, id) })
	if !found {
		return Rule{}, false
	}
	return c.rules[i], true
}

// trivyID is an id as Trivy has printed it over the years: DS002, AVD-DS-0002, DS-0002.
var trivyID = regexp.MustCompile(`(?i)^(?:trivy:)?(?:AVD-)?([A-Z]+)-?(\d{1,4})$`)

// trivyAlias returns the key of the alias that stands for an id of Trivy's, however that is written, "" where the name is none.
func trivyAlias(name string) string {
	match := trivyID.FindStringSubmatch(name)
	if match == nil {
		return ""
	}
	return strings.ToLower("trivy:" + match[1] + "-" + strings.Repeat("0", 4-len(match[2])) + match[2])
}

// Named returns the rules that Resolve does, none where there is no such rule.
func (c *Catalogue) Named(name string) []Rule {
	indices := c.byName()[strings.ToLower(name)]
	if family, numbered := familyOf(name); numbered && len(indices) == 0 {
		indices = c.byName()[family]
	}
	if len(indices) == 0 {
		indices = c.byName()[trivyAlias(name)]
	}
	var found []Rule
	for _, i := range indices {
		found = append(found, c.rules[i])
	}
	return found
}

// familyOf returns the alias that stands for all names that differ from this one in their number only: "hadolint:SC*" for
// "hadolint:SC2086". The rule behind it reports what a whole tool does.
func familyOf(name string) (family string, numbered bool) {
	stem := strings.TrimRight(name, "0123456789")
	return strings.ToLower(stem) + "*", stem != name && stem != ""
}

// Member returns the name that a rule's family of aliases has for one of the defects it reports, without the tool's own:
// "SC2086" for "hadolint:sc2086". It is "" where the rule has no such family.
func (r Rule) Member(name string) string {
	family, numbered := familyOf(name)
	code := name[strings.LastIndexByte(name, ':')+1:]
	for _, alias := range r.Aliases {
		_, bare, _ := strings.Cut(alias, ":")
		if numbered && (strings.EqualFold(alias, family) || strings.EqualFold(bare, family)) {
			return strings.ToUpper(code)
		}
	}
	return ""
}

// Resolve returns the rules that a person means by name: an id, or another tool's name for the same defect with or
// without the tool's own ("hadolint:DL3007", "dl3007"), Trivy's in each form that it has had. Several of our rules may answer
// for one of theirs. It wraps
// ErrUnknownRule, with the nearest id as a suggestion, when there is none.
func (c *Catalogue) Resolve(name string) ([]Rule, error) {
	found := c.Named(name)
	if len(found) == 0 {
		return nil, fmt.Errorf("%w %q%s", ErrUnknownRule, name, c.suggestion(name))
	}
	return found, nil
}

func (c *Catalogue) suggestion(name string) string {
	best, distance := "", len(name)/2+1
	for _, r := range c.rules {
		for _, candidate := range []string{r.ID, r.Name} {
			if d := levenshtein.ComputeDistance(strings.ToLower(name), candidate); d < distance {
				best, distance = r.ID, d
			}
		}
	}
	if best != "" {
		return fmt.Sprintf(" (did you mean %s?)", best)
	}
	return c.aliasSuggestion(name)
}

// aliasSuggestion is another tool's name that has one character more or less. Such names are numbers, and one that differs in
// another way is another one.
func (c *Catalogue) aliasSuggestion(name string) string {
	tool, code, qualified := strings.Cut(name, ":")
	if !qualified {
		tool, code = "", name
	}
	if len(code) > longestCode {
		return ""
	}
	for _, r := range c.rules {
		for _, alias := range r.Aliases {
			its, known, _ := strings.Cut(alias, ":")
			if len(known) == len(code) || qualified && !strings.EqualFold(its, tool) {
				continue
			}
			if levenshtein.ComputeDistance(strings.ToLower(code), strings.ToLower(known)) == 1 {
				return fmt.Sprintf(" (did you mean %s, which is %s?)", known, r.ID)
			}
		}
	}
	return ""
}

// longestCode is the length in bytes up to which another tool's name is looked for.
const longestCode = 50
