// Package migration makes the tables by which people who come from another tool find our rules.
//
// What another tool calls a defect is an alias in the METADATA of the rule that finds it, so the tables say what is
// there, rule by rule, and can't grow old. Which names several rules share is in a list of this package. A page about a tool
// is written by hand but for the table between two markers; the tools without a page of their own share one that is
// generated in full.
//
//	unions, err := migration.Unions()
//	files, err := migration.Pages(os.DirFS("docs/migrating"), migration.Names{Rules: rules, Unions: unions, Profiles: profiles})
package migration

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/internal/generate/artefact"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// ErrMarkers is wrapped when a page has no place for its table.
var ErrMarkers = errors.New("no markers")

// The table of a page stands between these.
const (
	startMarker = "<!-- The table is generated from the rules' METADATA by internal/generate. -->\n"
	endMarker   = "<!-- End of the table. -->\n"
)

// others is the page of the tools that have none of their own.
const others = "other-tools.md"

// Names are what tables are made of.
type Names struct {
	Rules  []rule.Rule
	Unions []Union
	// Profiles are those that can be chosen; others are not shown.
	Profiles []string
}

// Pages returns the pages with tables as the rules have them, ordered by path. The folder is docs/migrating; a page of it
// is about the tool that it is named after, if rules have names of that tool. The error wraps ErrMarkers or ErrUnion.
func Pages(folder fs.FS, names Names) ([]artefact.File, error) {
	tables, err := byTool(names.Rules, names.Unions)
	if err != nil {
		return nil, err
	}
	var made []artefact.File
	for _, tool := range toolsOf(tables) {
		name := tool + ".md"
		text, err := fs.ReadFile(folder, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("read page: %w", err)
		}
		page, err := withTable(string(text), table(tables[tool], names.Profiles))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		made = append(made, artefact.File{Path: name, Text: []byte(page)})
		delete(tables, tool)
	}
	made = append(made, artefact.File{Path: others, Text: []byte(sharedPage(tables, names.Profiles))})
	slices.SortFunc(made, func(a, b artefact.File) int { return strings.Compare(a.Path, b.Path) })
	return made, nil
}

func withTable(page, table string) (string, error) {
	before, rest, started := strings.Cut(page, startMarker)
	_, after, ended := strings.Cut(rest, endMarker)
	if !started || !ended {
		return "", fmt.Errorf("%w: a table stands between %q and %q", ErrMarkers, startMarker, endMarker)
	}
	return before + startMarker + "\n" + table + "\n" + endMarker + after, nil
}
