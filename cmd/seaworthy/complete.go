package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/report"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

// An offer is the values of a flag that a shell can complete. They are asked for at the press of a key only.
type offer struct {
	flag   string
	values func() []string
}

var offers = [...]offer{
	{"output", formatNames}, {"fail-on", severityNames}, {"profile", profileNames}, {"parser", seaworthy.Formats},
	{"rule", ruleNames}, {"also", ruleNames}, {"skip", ruleNames},
}

// offerValues lets shells complete the values of a command's flags.
func offerValues(command *cobra.Command) {
	for _, each := range offers {
		// The only error is that the command has no such flag, and then nothing is to be offered.
		_ = command.RegisterFlagCompletionFunc(each.flag, completing(each.values))
	}
}

func formatNames() []string { return strings.Split(report.FormatNames(), ", ") }

func profileNames() []string { return append(seaworthy.Profiles(), seaworthy.AllRules) }

func completing(values func() []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
		var fitting []cobra.Completion
		for _, value := range values() {
			if strings.HasPrefix(value, begun) {
				fitting = append(fitting, value)
			}
		}
		return fitting, cobra.ShellCompDirectiveNoFileComp
	}
}

func severityNames() []string {
	var names []string
	for _, severity := range rule.Severities() {
		names = append(names, string(severity))
	}
	return names
}

// ruleNames are the ids of all rules, with their titles for the shells that show them.
func ruleNames() []string {
	catalogue, err := seaworthy.Catalogue()
	if err != nil {
		return nil
	}
	var names []string
	for _, r := range catalogue.Rules() {
		names = append(names, cobra.CompletionWithDesc(r.ID, r.Title))
	}
	return names
}
