package main

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

func newRulesCommand(terminal console) *cobra.Command {
	var output, profile string
	var own treeFlags
	command := &cobra.Command{
		Use:   "rules",
		Short: "List the rules",
		Args:  noArguments,
		RunE: func(command *cobra.Command, _ []string) error {
			inJSON, err := asJSON(command, output)
			if err != nil {
				return err
			}
			rules, err := own.load()
			if err != nil {
				return err
			}
			checker, err := seaworthy.New(seaworthy.WithRuleSet(rules), seaworthy.WithProfile(profile))
			if err != nil {
				return err
			}
			return listRules(terminal, inJSON, checker.Rules())
		},
	}
	command.Flags().StringVarP(&output, "output", "o", "text", "`FORMAT`: text, json")
	command.Flags().StringVar(&profile, "profile", seaworthy.AllRules, "list only the rules of this profile, by `NAME`")
	own.register(command)
	return command
}

func listRules(terminal console, inJSON bool, rules []rule.Rule) error {
	if inJSON {
		return printJSON(terminal, append([]rule.Rule{}, rules...))
	}
	table := tabwriter.NewWriter(terminal.out, 0, 0, 2, ' ', 0)
	for _, r := range rules {
		fmt.Fprintf(table, "%s\t%s\t%s\n", r.ID, r.Severity, r.Title)
	}
	return table.Flush()
}
