package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

// bundleBuildFlags are the flags of the command.
type bundleBuildFlags struct {
	choice         choiceFlags
	output, failOn string
}

func newBundleBuildCommand(terminal console) *cobra.Command {
	var flags bundleBuildFlags
	command := &cobra.Command{
		Use:   "build [PROFILE]",
		Short: "Make a bundle of the rules of a profile",
		Long: `Make a bundle of the rules of a profile (` + seaworthy.DefaultProfile + ` if none is named), with what they need.
Rules and their parameters are chosen as for "seaworthy test" of the working directory, .seaworthy.yaml included, so that
servers judge as CI does. The same rules give the same bytes, on any machine at any time.`,
		Example: "  seaworthy bundle build strict -o strict.tar.gz\n" +
			"  seaworthy bundle build --rules policies --set reference/floating_tag.exempt=[registry.example.com/base]",
		Args: func(command *cobra.Command, given []string) error {
			if len(given) == 0 {
				return nil
			}
			return oneArgument("PROFILE")(command, given)
		},
	}
	command.RunE = func(command *cobra.Command, profiles []string) error {
		if len(profiles) == 1 {
			flags.choice.profile = profiles[0]
		}
		return flags.build(command, terminal)
	}
	flags.choice.registerRules(command)
	command.Flags().StringVarP(&flags.output, "output", "o", bundleFile, "`FILE` to write")
	command.Flags().StringVar(&flags.failOn, "fail-on", "", "least `SEVERITY` that denies an admission (default medium)")
	return command
}

func (f *bundleBuildFlags) build(command *cobra.Command, terminal console) error {
	var failOn rule.Severity
	if f.failOn != "" {
		var err error
		if failOn, err = rule.ParseSeverity(f.failOn); err != nil {
			return &usageError{command.CommandPath(), err}
		}
	}
	checker, err := f.choice.checker(command)
	if err != nil {
		return err
	}
	built, err := buildBundle(command.Context(), checker, failOn)
	if err != nil {
		return err
	}
	if err := writeBundle(f.output, built); err != nil {
		return err
	}
	_, err = fmt.Fprintf(terminal.out, "%s: %d rules, revision %s\n", f.output, len(built.Rules()), built.Revision())
	return err
}

// buildBundle makes a bundle of the rules of a checker.
func buildBundle(ctx context.Context, checker *seaworthy.Checker, failOn rule.Severity) (*bundle.Bundle, error) {
	selection := bundle.Selection{
		Profile: checker.Profile(), Rules: checker.Rules(), Parameters: checker.Parameters(), FailOn: failOn,
	}
	if info := buildInfo(); info != nil {
		selection.Version = info.Main.Version
	}
	return bundle.Build(ctx, checker.Library(), selection)
}
