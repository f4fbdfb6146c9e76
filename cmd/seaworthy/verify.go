package main

import (
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/conftest"
	"github.com/seaworthy-policy/seaworthy/pkg/engine/rego"
	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/report"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

const verifyHelp = `Verify runs unit tests: rules whose names begin with test_, in files called *_test.rego.

With --policy, they are those of your own policies, and may call parse_config, parse_config_file and
parse_combined_config_files, as with conftest. With --rules, your own rules in the form of this project's are checked as
strictly as the built-in ones are: their METADATA, their unit tests and their examples. With neither, it is the folder
policy/ that is verified.

The exit code is 0 if all tests pass, 1 if some fail, 2 if some can't be run.`

// verifyFlags are the flags of the command.
type verifyFlags struct {
	policy                   policyFlags
	rules, namespaces        []string
	output, report           string
	coverage, quiet, noColor bool
}

func newVerifyCommand(terminal console) *cobra.Command {
	var flags verifyFlags
	command := &cobra.Command{
		Use:   "verify",
		Short: "Run the unit tests of policies, and check rules of your own",
		Long:  verifyHelp,
		Args:  noArguments,
		Example: `  seaworthy verify --policy policy
  seaworthy verify --rules rules --coverage`,
	}
	command.RunE = func(command *cobra.Command, _ []string) error {
		if command.Flags().Changed("policy") || !command.Flags().Changed("rules") {
			if err := settle(command, terminal, configFile(command)); err != nil {
				return err
			}
		}
		return flags.verify(command, terminal)
	}
	flags.policy.registerCompiling(command)
	set := command.Flags()
	set.StringSliceVarP(&flags.namespaces, "namespace", "n", nil, "run the tests of packages that fit `PATTERN`; repeatable (default: all)")
	set.StringArrayVar(&flags.rules, "rules", nil, "your own rules, `DIR`/seaworthy/rules/FACET/NAME; repeatable")
	set.StringVarP(&flags.output, "output", "o", string(report.Stdout), "`FORMAT` of the result: stdout, json")
	set.StringVar(&flags.report, "report", "", "print what each test did, and of those that fail `HOW` they do: full, notes, fails")
	set.BoolVar(&flags.coverage, "coverage", false, "print how much of the policies the tests evaluate, and which lines they do not")
	set.BoolVar(&flags.quiet, "quiet", false, "print nothing if all tests pass")
	set.BoolVar(&flags.noColor, "no-color", false, "no colours, even on a terminal")
	return command
}

func (f *verifyFlags) check(command *cobra.Command) error {
	var err error
	switch {
	case !slices.Contains([]string{"stdout", "text", "json"}, f.output):
		err = fmt.Errorf("unknown output %q (known: stdout, json)", f.output)
	case f.report == "failures":
		f.report = string(rego.FailsTrace)
	case !slices.Contains([]string{"", "full", "notes", "fails"}, f.report):
		err = fmt.Errorf("unknown report %q (known: full, notes, fails)", f.report)
	}
	if err != nil {
		return &usageError{command.CommandPath(), err}
	}
	return nil
}

func (f *verifyFlags) verify(command *cobra.Command, terminal console) error {
	if err := f.check(command); err != nil {
		return err
	}
	var all verified
	for _, folder := range f.rules {
		if err := f.verifyRules(command, terminal, folder, &all); err != nil {
			return err
		}
	}
	if len(f.rules) == 0 || len(f.policy.policies) > 0 {
		if err := f.verifyPolicies(command, terminal, &all); err != nil {
			return err
		}
	}
	if err := f.print(terminal, &all); err != nil {
		return err
	}
	if len(all.tests)+len(all.examples) == 0 {
		terminal.note("no test was run: tests are rules whose names begin with test_")
	}
	return all.verdict()
}

func (f *verifyFlags) testOptions(coverage *rego.Coverage) rego.TestOptions {
	return rego.TestOptions{Trace: f.report != "" || f.policy.trace, Coverage: coverage}
}

// verifyPolicies runs the tests of policies for conftest.
func (f *verifyFlags) verifyPolicies(command *cobra.Command, terminal console, all *verified) error {
	engine, err := f.policy.engine(command, terminal)
	if err != nil {
		return err
	}
	// The steps of each test are kept, and printed with it.
	engine.Trace = nil
	coverage := rego.NewCoverage()
	options := conftest.Options{Policies: f.policy.policies, Data: f.policy.data, Namespaces: f.namespaces, Rego: engine}
	tests, policies, err := conftest.Verify(command.Context(), options, f.testOptions(coverage))
	if errors.Is(err, conftest.ErrNamespace) || errors.Is(err, conftest.ErrNoPolicies) {
		return &usageError{command.CommandPath(), err}
	}
	if errors.Is(err, os.ErrNotExist) && len(f.policy.policies) == 0 {
		err := fmt.Errorf("there is no folder %s, name one with --policy or --rules", conftest.PolicyFolder)
		return &usageError{command.CommandPath(), err}
	}
	if err != nil {
		return err
	}
	all.tests, all.coverage = append(all.tests, tests...), append(all.coverage, coverage.Files(policies)...)
	return nil
}

// describeUnverified names the file of a mistake as it is called from here, or else the folder.
func describeUnverified(folder string, err error) error {
	var mistaken *policy.RegoError
	if errors.As(err, &mistaken) {
		return (&treeFlags{folders: []string{folder}}).located(err)
	}
	return fmt.Errorf("%s: %w", folder, err)
}

// verifyRules checks a tree of rules, runs its unit tests and compares its examples.
func (f *verifyFlags) verifyRules(command *cobra.Command, terminal console, folder string, all *verified) error {
	tree := os.DirFS(folder)
	checked, err := seaworthy.VerifyRules(command.Context(), tree)
	if err != nil {
		return describeUnverified(folder, err)
	}
	data, err := rego.Data{}.With(nil, checked.Data)
	if err != nil {
		return err
	}
	options, err := f.policy.engine(command, terminal)
	if err != nil {
		return err
	}
	options.Trace, options.FailOnBuiltinErrors = nil, true
	policies, err := rego.Compile(checked.Modules, data, options)
	if err != nil {
		return fmt.Errorf("%s: %w", folder, err)
	}
	coverage := rego.NewCoverage()
	tests, err := policies.Test(command.Context(), f.testOptions(coverage))
	if err != nil {
		return err
	}
	all.tests, all.examples = append(all.tests, tests...), append(all.examples, checked.Examples...)
	for _, file := range coverage.Files(policies) {
		if _, err := os.Stat(folder + "/" + file.File); err == nil {
			all.coverage = append(all.coverage, file)
		}
	}
	return nil
}
