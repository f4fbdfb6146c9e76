package main

import "github.com/spf13/cobra"

func newInitCommand(terminal console) *cobra.Command {
	command := &cobra.Command{
		Use:   "init",
		Short: "Begin what is yours to write",
	}
	command.AddCommand(newInitRuleCommand(terminal))
	return command
}
