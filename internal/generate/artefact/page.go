package artefact

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/suppress"
)

const generatedNotice = "<!-- Generated from the rules' METADATA by internal/generate. Edit the rules, not this page. -->\n"

const introduction = `
# Rules

Every rule stands in its own folder, ` + "`seaworthy/rules/FACET/NAME`" + `, and has three files: the Rego with its METADATA, a unit
test and an example. The facet is the part of a document that the rule reads. The rules of the facet suppression judge
what files except from the others; they are part of ` + "`pkg/suppress`" + `.

A rule without a profile is a matter of taste, or says nothing until it is told something: ` + "`--also RULE`" + `, or the key ` + "`also`" + ` in
.seaworthy.yaml, asks for it by its name. The profile ` + "`all`" + ` has every rule.

This page, the pages of the facets, ` + "`schemas/*.json`" + ` and ` + "`seaworthy/catalogue/*/data.json`" + ` are generated:
` + "`go run ./internal/generate`" + ` writes them, and a test fails where they are stale.
`

// indexPage returns the page that lists all rules.
func indexPage(all []facet) File {
	var page strings.Builder
	page.WriteString(generatedNotice + introduction)
	for _, f := range all {
		fmt.Fprintf(&page, "\n## %s\n\n| rule | title | severity | profiles |\n|---|---|---|---|\n", f.name)
		for _, r := range f.rules {
			fmt.Fprintf(&page, "| [%s](seaworthy/rules/%s/README.md#%s) | %s | %s | %s |\n",
				r.Name, r.Facet, r.Name, cell(r.Title), r.Severity, strings.Join(r.Choosable(), ", "))
		}
	}
	return File{Path: "README.md", Text: []byte(page.String())}
}

// cell makes a text fit for a cell of a table.
func cell(text string) string {
	return strings.ReplaceAll(text, "|", `\|`)
}

// facetPage returns the page that tells all of each rule of a facet.
func facetPage(tree fs.FS, f facet) (File, error) {
	var page strings.Builder
	fmt.Fprintf(&page, "%s\n# Rules of the facet %s\n", generatedNotice, f.name)
	for _, r := range f.rules {
		writeRule(&page, r)
		if err := writeExample(&page, tree, r); err != nil {
			return File{}, fmt.Errorf("describe %s: %w", r.ID, err)
		}
	}
	return File{Path: "seaworthy/rules/" + f.name + "/README.md", Text: []byte(page.String())}, nil
}

func writeRule(page *strings.Builder, r rule.Rule) {
	fmt.Fprintf(page, "\n## %s\n\n**%s.** Severity %s; %s; since %s%s.\n",
		r.Name, r.Title, r.Severity, membership(r), r.Since, statusNote(r.Status))
	fmt.Fprintf(page, "\n%s\n\nRemedy: %s\n", r.Description, r.Remediation)
	writeParameters(page, r.Parameters)
	if len(r.Hides) > 0 {
		fmt.Fprintf(page, "\nHides on the same node: %s.\n", codes(r.Hides))
	}
	if len(r.Aliases) > 0 {
		fmt.Fprintf(page, "\nElsewhere: %s.\n", codes(r.Aliases))
	}
	if len(r.References) > 0 {
		fmt.Fprintf(page, "\nRead on: %s.\n", "<"+strings.Join(r.References, ">, <")+">")
	}
}

func membership(r rule.Rule) string {
	profiles := r.Choosable()
	switch len(profiles) {
	case 0:
		return "in no profile, asked for by its name"
	case 1:
		return "in the profile " + profiles[0]
	}
	return "in the profiles " + strings.Join(profiles, ", ")
}

func statusNote(status rule.Status) string {
	if status == rule.Stable {
		return ""
	}
	return "; " + string(status)
}

func codes(names []string) string {
	return "`" + strings.Join(names, "`, `") + "`"
}

func writeParameters(page *strings.Builder, parameters map[string]rule.Parameter) {
	if len(parameters) == 0 {
		return
	}
	page.WriteString("\nParameters:\n\n")
	for _, name := range slices.Sorted(maps.Keys(parameters)) {
		parameter := parameters[name]
		fmt.Fprintf(page, "- `%s` (%s, default `%s`): %s\n", name, typeName(parameter), parameter.Default,
			strings.Join(strings.Fields(parameter.Description), " "))
	}
}

func typeName(parameter rule.Parameter) string {
	if parameter.Items != nil {
		return "list of " + typeName(*parameter.Items) + "s"
	}
	if len(parameter.Enum) > 0 {
		return parameter.Type + " out of " + strings.Join(parameter.Enum, ", ")
	}
	return parameter.Type
}

func exampleOf(tree fs.FS, r rule.Rule) ([]byte, error) {
	if r.Facet == suppress.Facet {
		return suppress.Example(r)
	}
	return fs.ReadFile(tree, path.Join("seaworthy/rules", r.Facet, r.Name, "example.txtar"))
}

// writeExample shows the bad file, its findings and the good file. A rule that is being written may have none yet.
func writeExample(page *strings.Builder, tree fs.FS, r rule.Rule) error {
	text, err := exampleOf(tree, r)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, file := range txtar.Parse(text).Files {
		fmt.Fprintf(page, "\n%s\n\n```%s\n%s```\n", exampleHeading(file.Name), language(file.Name), file.Data)
	}
	return nil
}

func exampleHeading(name string) string {
	switch {
	case name == "want":
		return "What is found:"
	case name == ".seaworthy.yaml":
		return "With the configuration `.seaworthy.yaml`:"
	case strings.HasPrefix(name, "bad/"):
		return "Reported (`" + strings.TrimPrefix(name, "bad/") + "`):"
	}
	return "Better (`" + strings.TrimPrefix(name, "good/") + "`):"
}

// language is the name by which Markdown colours a file.
func language(name string) string {
	switch {
	case name == "want":
		return "text"
	case path.Ext(name) == ".yaml", path.Ext(name) == ".yml":
		return "yaml"
	}
	return "dockerfile"
}
