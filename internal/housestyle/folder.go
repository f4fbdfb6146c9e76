package housestyle

import (
	"io/fs"
	"slices"

	"github.com/seaworthy-policy/seaworthy/internal/generate/migration"
	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// incompleteFolders finds rules that lack one of their three files, and what else lies around.
func incompleteFolders(tree fs.FS) []Fault {
	gaps, err := policy.Gaps(tree)
	if err != nil {
		return []Fault{faultf("seaworthy/rules", "%v", err)}
	}
	return asFaults(gaps)
}

func asFaults(gaps []policy.Gap) []Fault {
	faults := make([]Fault, len(gaps))
	for i, gap := range gaps {
		faults[i] = Fault(gap)
	}
	return faults
}

// undescribed finds rules whose METADATA is incomplete or clashes with that of others.
func undescribed(tree fs.FS) []Fault {
	rules, err := policy.Describe(tree)
	if err != nil {
		return []Fault{faultf("seaworthy/rules", "%v", err)}
	}
	var faults []Fault
	known := map[string]bool{}
	for _, r := range rules {
		known[r.ID] = true
	}
	for _, r := range rules {
		faults = append(faults, misdescribed(r, known)...)
	}
	return append(faults, disputed(rules)...)
}

// disputed finds aliases that a rule claims though another has them, but for those that are known to mean several.
func disputed(rules []rule.Rule) []Fault {
	unions, err := migration.Unions()
	if err != nil {
		return []Fault{faultf("seaworthy/rules", "%v", err)}
	}
	var faults []Fault
	claimed := map[string]string{}
	for _, r := range rules {
		for _, alias := range r.Aliases {
			other := claimed[alias]
			if other != "" && (other == r.ID || !together(unions, alias, other, r.ID)) {
				faults = append(faults, faultf(policy.RuleFile(r), "claims the alias %s, which is %s's", alias, other))
			}
			claimed[alias] = r.ID
		}
	}
	return faults
}

// together tells whether two rules are parts of what an alias means.
func together(unions []migration.Union, alias, one, other string) bool {
	return slices.ContainsFunc(unions, func(u migration.Union) bool {
		return u.Alias() == alias && slices.Contains(u.Rules, one) && slices.Contains(u.Rules, other)
	})
}

func misdescribed(r rule.Rule, known map[string]bool) []Fault {
	faults := asFaults(policy.Untold(r))
	for _, id := range r.Hides {
		if !known[id] {
			faults = append(faults, faultf(policy.RuleFile(r), "hides %s, which is no rule", id))
		}
	}
	return faults
}
