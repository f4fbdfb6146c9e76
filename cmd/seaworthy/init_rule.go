package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/scaffold"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

// ruleFolder is where rules of one's own begin if nobody says where.
const ruleFolder = "rules"

func newInitRuleCommand(terminal console) *cobra.Command {
	var folder string
	command := &cobra.Command{
		Use:   "rule FACET/NAME",
		Short: "Begin a rule of your own, with its test and its example",
		Long: `Begin a rule of your own: write its Rego, its unit test and its example, to be filled in. The rule is called by its
defect, so that it reads after "allow". Then "seaworthy verify --rules DIR" says what is still missing.`,
		Example: "  seaworthy init rule workload/latest_on_friday",
		Args:    oneArgument("FACET/NAME"),
	}
	command.RunE = func(command *cobra.Command, names []string) error {
		return beginRule(command, terminal, folder, names[0])
	}
	command.Flags().StringVar(&folder, "rules", ruleFolder, "folder of your own rules, `DIR`")
	return command
}

func beginRule(command *cobra.Command, terminal console, folder, name string) error {
	catalogue, err := seaworthy.Catalogue()
	if err != nil {
		return err
	}
	if _, builtIn := catalogue.ByID(name); builtIn {
		return &usageError{command.CommandPath(), fmt.Errorf("%s is a built-in rule, call yours otherwise", name)}
	}
	written, err := scaffold.Write(folder, name)
	if errors.Is(err, scaffold.ErrName) || errors.Is(err, scaffold.ErrExists) {
		return &usageError{command.CommandPath(), err}
	}
	if err != nil {
		return err
	}
	for _, file := range written {
		if _, err := fmt.Fprintln(terminal.out, file); err != nil {
			return err
		}
	}
	terminal.note(fmt.Sprintf("fill them in, then run: seaworthy verify --rules %s", folder))
	return nil
}
