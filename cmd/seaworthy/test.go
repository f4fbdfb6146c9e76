package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/report"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

const testHelp = `Test judges files, the files of folders (all below the working directory if none is named), and
standard input (-). In folders, .gitignore and .seaworthyignore hold.

With --policy, your own policies are asked as conftest asks them, and the built-in rules only if --profile names them too.

With --fix, what can be mended safely is mended first; the report and the exit code are about what remains.

The nearest .seaworthy.yaml upwards from each file says which profile and parameters hold for it; flags win.

A finding at or above --fail-on is a failure, one below it a warning. The exit code is
  0  when there is no failure,
  1  when there are failures, or with --fail-on-warn any findings,
  2  when something could not be told: a file that can't be read, a wrong configuration or command line.`

// testFlags are the flags of the command.
type testFlags struct {
	reading                 readingFlags
	choice                  choiceFlags
	fix                     fixFlags
	policy                  policyFlags
	output, failOn          string
	noColor, quiet, verbose bool
	noFail, failOnWarn      bool
	noInline                bool
	format                  report.Format
	leastFailure            rule.Severity
}

func newTestCommand(terminal console) *cobra.Command {
	var flags testFlags
	command := &cobra.Command{
		Use:   "test [PATH...]",
		Short: "Judge files, folders, or standard input",
		Long:  testHelp,
		Example: `  seaworthy test
  seaworthy test api/Dockerfile deploy/ --profile strict
  seaworthy test - --stdin-filename Dockerfile < Dockerfile
  seaworthy test --fix-dry-run | git apply
  seaworthy test --policy policy --namespace 'docker.*' Dockerfile
  seaworthy test --set dockerfile/add_instead_of_copy.any=true --skip DL3008`,
	}
	command.RunE = func(command *cobra.Command, paths []string) error {
		if command.Flags().Changed("policy") {
			return flags.testPolicies(command, terminal, paths)
		}
		if err := cmp.Or(flags.policy.checkUnused(command), flags.check(command), flags.fix.check(command, paths)); err != nil {
			return err
		}
		return flags.test(command, terminal, paths)
	}
	flags.register(command)
	return command
}

func (f *testFlags) register(command *cobra.Command) {
	f.reading.register(command)
	f.choice.register(command)
	f.fix.register(command)
	f.policy.registerTesting(command)
	flags := command.Flags()
	flags.StringVarP(&f.output, "output", "o", string(report.Text), "`FORMAT` of the report: text, json, stdout")
	flags.StringVar(&f.failOn, "fail-on", string(report.DefaultFailOn), "least `SEVERITY` that is a failure: critical, high, medium, low, info")
	flags.BoolVar(&f.noColor, "no-color", false, "no colours, even on a terminal")
	flags.BoolVar(&f.quiet, "quiet", false, "print findings and errors only")
	flags.BoolVar(&f.verbose, "verbose", false, "name each skipped file with the reason")
	flags.BoolVar(&f.noInline, "no-inline", false, "let no comment and no annotation of a file except findings in it")
	flags.BoolVar(&f.noFail, "no-fail", false, "exit with 0 in spite of failures")
	flags.BoolVar(&f.failOnWarn, "fail-on-warn", false, "exit with 1 for warnings too")
}

// check reads the flags whose values are of a fixed choice.
func (f *testFlags) check(command *cobra.Command) error {
	var err error
	if f.format, err = report.ParseFormat(f.output); err != nil {
		return &usageError{command.CommandPath(), err}
	}
	if f.leastFailure, err = rule.ParseSeverity(f.failOn); err != nil {
		return &usageError{command.CommandPath(), err}
	}
	return nil
}

func (f *testFlags) test(command *cobra.Command, terminal console, paths []string) error {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	if !f.quiet {
		mentionPolicies(terminal)
	}
	judge, err := f.checker(command, terminal)
	if err != nil {
		return err
	}
	result, err := f.judge(command.Context(), terminal, judge, paths)
	if err != nil {
		return err
	}
	f.fix.carryOut(terminal, result)
	if err := f.report(terminal, result); err != nil {
		return err
	}
	mentionNothing(terminal, result, paths)
	return f.verdict(result)
}

// report writes the report; a diff on standard output has that for itself.
func (f *testFlags) report(terminal console, result finding.Result) error {
	out := terminal.out
	if f.fix.dryRun {
		out = terminal.err
	}
	return report.Write(out, f.format, result, report.Options{
		FailOn: f.leastFailure, Color: f.color(terminal, out), Verbose: f.verbose, Quiet: f.quiet,
	})
}

// checker makes what checks each file by its configuration.
func (f *testFlags) checker(command *cobra.Command, terminal console) (*configuredChecker, error) {
	options, err := f.reading.options(command, terminal)
	if err != nil {
		return nil, err
	}
	chosen, err := f.choice.options(command)
	if err != nil {
		return nil, err
	}
	if f.noInline {
		chosen = append(chosen, seaworthy.WithoutInline())
	}
	judge, err := newConfiguredChecker(options, append(chosen, f.fix.options()...), f.choice.ruleTrees())
	if err != nil {
		return nil, err
	}
	judge.findShellCheck(func() {
		if f.verbose {
			terminal.note("shellcheck is not installed: " + seaworthy.ShellCheckRule + " finds nothing")
		}
	})
	return judge, nil
}

// judge judges the paths, and standard input where it is among them.
func (f *testFlags) judge(ctx context.Context, terminal console, judge *configuredChecker, paths []string) (finding.Result, error) {
	indicator := newProgress(terminal, f.quiet)
	defer indicator.clear()
	judge.options = append(judge.options, seaworthy.WithProgress(steady(indicator.report)))
	named := slices.DeleteFunc(slices.Clone(paths), func(path string) bool { return path == standardInput })
	result, err := judge.paths(ctx, named)
	if err != nil {
		return finding.Result{}, err
	}
	if len(named) < len(paths) {
		judged, err := f.judgeInput(ctx, terminal, judge)
		if err != nil {
			return finding.Result{}, err
		}
		result.Files = append(result.Files, judged.Files...)
	}
	result.Sort()
	return result, nil
}

func (f *testFlags) judgeInput(ctx context.Context, terminal console, judge *configuredChecker) (finding.Result, error) {
	file, err := f.reading.read(terminal.in, standardInput)
	var unreadable *unreadableError
	if errors.As(err, &unreadable) {
		problem := finding.Problem{Message: seaworthy.Reason(unreadable.err)}
		return finding.Result{Files: []finding.File{{Path: unreadable.path, Problems: []finding.Problem{problem}}}}, nil
	}
	return judge.file(ctx, file)
}

// verdict turns a result into an error that says the exit code.
func (f *testFlags) verdict(result finding.Result) error {
	summary := result.Summary()
	failures := summary.AtLeast(f.leastFailure)
	if f.failOnWarn {
		failures = len(result.Findings())
	}
	switch {
	case summary.Broken > 0:
		return errUndecided
	case failures > 0 && !f.noFail:
		return errFailures
	}
	return nil
}

func (f *testFlags) color(terminal console, out io.Writer) bool {
	return colored(terminal, out, f.noColor)
}

// colored reports whether a stream is to have colours.
func colored(terminal console, out io.Writer, refused bool) bool {
	noColor, _ := terminal.variable("NO_COLOR")
	kind, _ := terminal.variable("TERM")
	return !refused && noColor == "" && kind != "dumb" && isTerminal(out)
}

// mentionPolicies tells users of conftest that what they have in policy/ is not run.
func mentionPolicies(terminal console) {
	if found, err := filepath.Glob("policy/*.rego"); err == nil && len(found) > 0 {
		terminal.note("the rules in policy/ are not run, only the built-in ones are (--policy policy runs them)")
	}
}

// mentionNothing tells that silence is no praise.
func mentionNothing(terminal console, result finding.Result, paths []string) {
	summary := result.Summary()
	if summary.Judged+summary.Broken == 0 {
		terminal.note(fmt.Sprintf("nothing was judged: nothing in %s is of a format that seaworthy reads (%s)",
			strings.Join(paths, ", "), strings.Join(seaworthy.Formats(), ", ")))
	}
}
