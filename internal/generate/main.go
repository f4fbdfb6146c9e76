// Command generate writes what is made from the Go types and the rules' METADATA: the schemas of documents and of the
// configuration, the catalogue, the compiled rules, the pages about the rules, and the tables of other tools' names for
// them. It runs in the module's root.
//
//	go run ./internal/generate         # write what is stale
//	go run ./internal/generate -check  # name what is stale, and fail
package main

import (
	"flag"
	"fmt"
	"os"
	"path"
	"strings"

	"github.com/seaworthy-policy/seaworthy/internal/generate/artefact"
	"github.com/seaworthy-policy/seaworthy/internal/generate/migration"
	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

func main() {
	check := flag.Bool("check", false, "write nothing; fail if a file is stale")
	rules := flag.String("root", "policies", "the folder of the rules")
	pages := flag.String("migrating", "docs/migrating", "the folder of the pages about other tools")
	flag.Parse()
	act := write
	if *check {
		act = compare
	}
	if err := act(*rules, *pages); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(rules, pages string) error {
	if err := artefact.Write(rules); err != nil {
		return err
	}
	made, err := outside(rules, pages)
	if err != nil {
		return err
	}
	for _, file := range made {
		if err := file.Write("."); err != nil {
			return err
		}
	}
	return nil
}

func compare(rules, pages string) error {
	stale, err := artefact.Stale(os.DirFS(rules))
	if err != nil {
		return err
	}
	made, err := outside(rules, pages)
	if err != nil {
		return err
	}
	differing, err := artefact.Differing(os.DirFS("."), made)
	if err != nil {
		return err
	}
	if stale = append(stale, differing...); len(stale) > 0 {
		return fmt.Errorf("stale, run `go run ./internal/generate`:\n\t%s", strings.Join(stale, "\n\t"))
	}
	return nil
}

// outside returns the generated files that do not stand in the tree of the rules.
func outside(rules, pages string) ([]artefact.File, error) {
	schema, err := artefact.ConfigSchema(os.DirFS(rules))
	if err != nil {
		return nil, err
	}
	made, err := tables(rules, pages)
	if err != nil {
		return nil, err
	}
	for i := range made {
		made[i].Path = path.Join(pages, made[i].Path)
	}
	return append(made, artefact.File{Path: artefact.ConfigSchemaPath, Text: schema}), nil
}

// tables returns the pages with tables as the generated catalogue has them, by their names in the folder of the pages.
func tables(rules, pages string) ([]artefact.File, error) {
	library, err := policy.Load(os.DirFS(rules))
	if err != nil {
		return nil, err
	}
	unions, err := migration.Unions()
	if err != nil {
		return nil, err
	}
	names := migration.Names{Rules: library.Catalogue().Rules(), Unions: unions, Profiles: seaworthy.Profiles()}
	return migration.Pages(os.DirFS(pages), names)
}
