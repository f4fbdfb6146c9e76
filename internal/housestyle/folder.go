package housestyle

import (
	"io/fs"

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
	claimed, known := map[string]string{}, map[string]bool{}
	for _, r := range rules {
		known[r.ID] = true
	}
	for _, r := range rules {
		file := policy.RuleFile(r)
		faults = append(faults, misdescribed(r, known)...)
		for _, alias := range r.Aliases {
			if other := claimed[alias]; other != "" {
				faults = append(faults, faultf(file, "claims the alias %s, which is %s's", alias, other))
			}
			claimed[alias] = r.ID
		}
	}
	return faults
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
