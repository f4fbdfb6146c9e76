package main

import (
	"bufio"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
	"github.com/seaworthy-policy/seaworthy/pkg/suppress"
)

func newExplainCommand(terminal console) *cobra.Command {
	var own treeFlags
	command := &cobra.Command{
		Use:   "explain RULE",
		Short: "Show one rule in full, by its id or another tool's name for it",
		Args:  oneArgument("RULE"),

		ValidArgsFunction: completing(ruleNames),
		RunE: func(_ *cobra.Command, names []string) error {
			set, err := own.load()
			if err != nil {
				return err
			}
			rules, err := set.Catalogue().Resolve(names[0])
			if err != nil {
				return err
			}
			page := &rulePage{bufio.NewWriter(terminal.out), set}
			for i, r := range rules {
				if i > 0 {
					page.line("")
				}
				if err := page.write(r); err != nil {
					return err
				}
			}
			return page.out.Flush()
		},
	}
	own.register(command)
	return command
}

const (
	// pageWidth is how many columns the page takes at most, but for what can't be broken: examples, addresses, defaults.
	pageWidth = 90
	// factWidth is how far the values of facts are indented.
	factWidth = 10
)

// A rulePage is a rule in full, for people.
type rulePage struct {
	out *bufio.Writer
	set *seaworthy.RuleSet
}

func (p *rulePage) line(text string) {
	fmt.Fprintln(p.out, strings.TrimRight(text, " "))
}

func (p *rulePage) write(r rule.Rule) error {
	example, err := p.set.Example(r)
	if err != nil {
		return err
	}
	p.line(r.ID + ": " + r.Title)
	p.line("")
	p.fact("severity", string(r.Severity))
	p.fact("profiles", describeProfiles(r))
	p.fact("since", r.Since)
	p.fact("status", string(r.Status))
	p.fact("fix", describeFix(r))
	p.fact("aliases", strings.Join(r.Aliases, ", "))
	p.fact("hides", strings.Join(r.Hides, ", "))
	p.section("Why", wrap(r.Description, pageWidth-2))
	p.section("Remedy", wrap(r.Remediation, pageWidth-2))
	p.section("Parameters", describeParameters(r))
	p.section("Exceptions", describeException(r))
	p.section("References", strings.Join(addresses(r), "\n"))
	p.section("Configuration", example.Configuration)
	p.section("Bad", showFiles(example.Bad))
	p.section("Findings", example.Findings)
	p.section("Good", showFiles(example.Good))
	return nil
}

// fact writes one property, in as many lines as its list needs, unless there is nothing to say.
func (p *rulePage) fact(name, value string) {
	for line := range strings.Lines(wrap(value, pageWidth-factWidth)) {
		p.line(fmt.Sprintf("%-*s%s", factWidth, name, strings.TrimRight(line, "\n")))
		name = ""
	}
}

// section writes a heading and an indented text below it, unless there is nothing to say.
func (p *rulePage) section(heading, text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	p.line("")
	p.line(heading)
	for line := range strings.Lines(strings.TrimRight(text, "\n")) {
		p.line("  " + strings.TrimRight(line, "\r\n"))
	}
}

// addresses are where one can read on, the rule's own page last.
func addresses(r rule.Rule) []string {
	if url := r.URL(); !slices.Contains(append(r.References, ""), url) {
		return append(slices.Clip(r.References), url)
	}
	return r.References
}

func describeProfiles(r rule.Rule) string {
	if choosable := r.Choosable(); len(choosable) > 0 {
		return strings.Join(choosable, ", ")
	}
	return "none but " + seaworthy.AllRules + ": --also " + r.ID + " asks it"
}

func describeParameters(r rule.Rule) string {
	var text strings.Builder
	for _, name := range slices.Sorted(maps.Keys(r.Parameters)) {
		parameter := r.Parameters[name]
		fmt.Fprintf(&text, "%s (%s, default %s)\n", name, parameter.Type, oneLineJSON(parameter.Default))
		for line := range strings.Lines(wrap(parameter.Description, pageWidth-4)) {
			fmt.Fprintf(&text, "  %s", line)
		}
	}
	return text.String()
}

// describeFix says what --fix does for the rule's findings.
func describeFix(r rule.Rule) string {
	switch r.Fixable {
	case "safe":
		return "seaworthy test --fix"
	case "unsafe":
		return "seaworthy test --fix --fix-unsafe, to be looked at"
	}
	return ""
}

func describeException(r rule.Rule) string {
	if r.Facet == suppress.Facet {
		return ""
	}
	return "# seaworthy:ignore " + r.ID + " -- why it does not apply here\n"
}

// showFiles shows files with numbered lines, so that the findings can be followed.
func showFiles(files []source.File) string {
	var text strings.Builder
	for _, file := range files {
		fmt.Fprintf(&text, "%s\n", file.Path)
		number := 0
		for line := range strings.Lines(string(file.Content)) {
			number++
			fmt.Fprintf(&text, "%4d | %s\n", number, strings.TrimRight(line, "\r\n"))
		}
	}
	return text.String()
}
