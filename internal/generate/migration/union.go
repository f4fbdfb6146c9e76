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

// ErrUnion is wrapped when a union names a rule that there is not, or whose aliases lack the name.
var ErrUnion = errors.New("wrong union")

// A Union is a name of another tool for what only several of our rules find together, or one of them as a part of more. It
// is an alias of each of them; any other alias belongs to one rule alone.
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

// Alias is the name with its tool's, as METADATA has it.
func (u Union) Alias() string {
	return u.Tool + ":" + u.Name
}

// check wants each rule of the union to have its alias.
func (u Union) check(rules []rule.Rule) error {
	for _, id := range u.Rules {
		shares := func(r rule.Rule) bool { return r.ID == id && slices.Contains(r.Aliases, u.Alias()) }
		if !slices.ContainsFunc(rules, shares) {
			return fmt.Errorf("%w: %s is no alias of %s", ErrUnion, u.Alias(), id)
		}
	}
	return nil
}
