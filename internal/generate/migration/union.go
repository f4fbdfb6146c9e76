package migration

import (
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// ErrUnion is wrapped when a union names a rule that there is not, or a name that is a rule's alias already.
var ErrUnion = errors.New("wrong union")

// A Union is a name of another tool for what only several of our rules find together, or one of them as a part of more. It
// is no alias: a rule's alias belongs to that rule alone.
type Union struct {
	// Tool and Name are the two parts of what would be an alias.
	Tool, Name string
	// Rules are ids.
	Rules []string
}

//go:embed unions.csv
var unions string

// Unions returns those that are known.
func Unions() ([]Union, error) {
	rows, err := csv.NewReader(strings.NewReader(unions)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read unions.csv: %w", err)
	}
	var read []Union
	for _, row := range rows[1:] {
		read = append(read, Union{Tool: row[0], Name: row[1], Rules: strings.Split(row[2], ";")})
	}
	return read, nil
}

// entries returns a row for each rule of the union.
func (u Union) entries(rules []rule.Rule) ([]entry, error) {
	var entries []entry
	alias := u.Tool + ":" + u.Name
	for _, r := range rules {
		if slices.Contains(r.Aliases, alias) {
			return nil, fmt.Errorf("%w: %s is an alias of %s", ErrUnion, alias, r.ID)
		}
		if slices.Contains(u.Rules, r.ID) {
			entries = append(entries, entry{u.Name, r, true})
		}
	}
	if len(entries) < len(u.Rules) {
		return nil, fmt.Errorf("%w: %s names a rule that there is not", ErrUnion, alias)
	}
	return entries, nil
}
