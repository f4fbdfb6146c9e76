package migration

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// An entry says which of our rules finds what another tool finds under a name.
type entry struct {
	name string
	rule rule.Rule
	// isPart tells that the name is a union's.
	isPart bool
}

// byTool sorts the aliases of rules by the tool that they belong to.
func byTool(rules []rule.Rule, unions []Union) (map[string][]entry, error) {
	isUnion := map[string]bool{}
	for _, u := range unions {
		if err := u.check(rules); err != nil {
			return nil, err
		}
		isUnion[u.Alias()] = true
	}
	tables := map[string][]entry{}
	for _, r := range rules {
		for _, alias := range r.Aliases {
			if tool, name, named := strings.Cut(alias, ":"); named {
				tables[tool] = append(tables[tool], entry{name, r, isUnion[alias]})
			}
		}
	}
	for _, entries := range tables {
		slices.SortFunc(entries, func(a, b entry) int {
			return cmp.Or(compare(a.name, b.name), strings.Compare(a.rule.ID, b.rule.ID))
		})
	}
	return tables, nil
}

func toolsOf(tables map[string][]entry) []string {
	return slices.Sorted(maps.Keys(tables))
}

// compare orders names as people count: 5.9 comes before 5.10.
func compare(a, b string) int {
	for a != "" && b != "" {
		headA, headB := head(a), head(b)
		if order := cmp.Or(compareHeads(headA, headB), strings.Compare(headA, headB)); order != 0 {
			return order
		}
		a, b = a[len(headA):], b[len(headB):]
	}
	return cmp.Compare(len(a), len(b))
}

const digits = "0123456789"

// head returns the digits that a name begins with, or else its first character.
func head(name string) string {
	if number := name[:len(name)-len(strings.TrimLeft(name, digits))]; number != "" {
		return number
	}
	return name[:1]
}

// compareHeads compares two numbers by their size.
func compareHeads(a, b string) int {
	if !strings.Contains(digits, a[:1]) || !strings.Contains(digits, b[:1]) {
		return 0
	}
	a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
}

// defaultProfile is what people get who choose nothing.
const defaultProfile = "default"

// table shows entries, and of their rules' profiles those that can be chosen.
func table(entries []entry, profiles []string) string {
	var text strings.Builder
	text.WriteString("| its name | our rule | what it finds | severity | in default | other profiles |\n|---|---|---|---|---|---|\n")
	for _, e := range entries {
		name, asked := "`"+e.name+"`", "no"
		if e.isPart {
			name += " \\*"
		}
		if e.rule.In(defaultProfile) {
			asked = "yes"
		}
		fmt.Fprintf(&text, "| %s | [%s](../../policies/seaworthy/rules/%s/README.md#%s) | %s | %s | %s | %s |\n",
			name, e.rule.ID, e.rule.Facet, e.rule.Name, strings.ReplaceAll(e.rule.Title, "|", `\|`), e.rule.Severity,
			asked, strings.Join(otherProfiles(e.rule, profiles), ", "))
	}
	return text.String()
}

func otherProfiles(r rule.Rule, profiles []string) []string {
	return slices.DeleteFunc(slices.Clone(r.Profiles), func(name string) bool {
		return name == defaultProfile || !slices.Contains(profiles, name)
	})
}
