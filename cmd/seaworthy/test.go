package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

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

The nearest .seaworthy.yaml upwards from each file says which profile and parameters hold for it; flags win. Findings that
.seaworthy-exceptions.yaml excepts, or that .seaworthy-baseline.json knows, are no failures. Both are looked for upwards from
the working directory, up to the top of the repository.

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
	outputs                 outputFlags
	memory                  memoryFlags
	timeout                 time.Duration
	failOn                  string
	noColor, quiet, verbose bool
	noFail, failOnWarn      bool
	noInline                bool
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
	offerValues(command)
	return command
}

func (f *testFlags) register(command *cobra.Command) {
	f.reading.register(command)
	f.choice.register(command)
	f.fix.register(command)
	f.outputs.register(command)
	f.memory.register(command)
	f.policy.registerTesting(command)
	flags := command.Flags()
	flags.StringVar(&f.failOn, "fail-on", string(report.DefaultFailOn), "least `SEVERITY` that is a failure: critical, high, medium, low, info")
	flags.BoolVar(&f.noColor, "no-color", false, "no colours, even on a terminal")
	flags.BoolVar(&f.quiet, "quiet", false, "print findings and errors only")
	flags.BoolVar(&f.verbose, "verbose", false, "name each skipped file with the reason")
	f.registerInline(command)
	flags.DurationVar(&f.timeout, "timeout", 0, "stop after this `DURATION`, 30s or 5m, and report what was found until then")
	flags.BoolVar(&f.noFail, "no-fail", false, "exit with 0 in spite of failures")
	flags.BoolVar(&f.failOnWarn, "fail-on-warn", false, "exit with 1 for warnings too")
}

func (f *testFlags) registerInline(command *cobra.Command) {
	command.Flags().BoolVar(&f.noInline, "no-inline", false, "let no comment and no annotation of a file except findings in it")
}

// check reads the flags whose values are of a fixed choice.
func (f *testFlags) check(command *cobra.Command) error {
	var err error
	if err = f.outputs.check(); err != nil {
		return &usageError{command.CommandPath(), err}
	}
	if f.leastFailure, err = rule.ParseSeverity(f.failOn); err != nil {
		return &usageError{command.CommandPath(), err}
	}
	if f.timeout < 0 {
		return &usageError{command.CommandPath(), fmt.Errorf("--timeout=%s is over before it begins, give a duration such as 30s", f.timeout)}
	}
	if f.memory.newFrom != "" && f.fix.active() {
		return &usageError{command.CommandPath(), errors.New("--new-from can't go with fixes, which would mend old lines too: fix first, then look at what is new")}
	}
	return nil
}

func (f *testFlags) test(command *cobra.Command, terminal console, paths []string) error {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	if err := somethingThere(command, paths); err != nil {
		return err
	}
	if !f.quiet {
		mentionPolicies(terminal)
	}
	judge, err := f.checker(command, terminal)
	if err != nil {
		return err
	}
	memory, err := f.memory.recall(command, judge)
	if err != nil {
		return err
	}
	result, err := f.judge(command.Context(), terminal, judge, paths)
	if err != nil {
		return err
	}
	memory.addDefects(&result, paths)
	f.fix.carryOut(terminal, result)
	memory.apply(terminal, &result, paths, f.quiet)
	if err := f.report(terminal, judge, result); err != nil {
		return err
	}
	if result.Incomplete != "" && !f.outputs.toTerminal(report.Text) {
		terminal.note("not all files were judged: " + result.Incomplete)
	}
	mentionNothing(terminal, result, paths)
	return f.verdict(result)
}

// somethingThere refuses paths of which none exists. Beside others, one that does not is a problem in the report.
func somethingThere(command *cobra.Command, paths []string) error {
	var quoted []string
	for _, path := range paths {
		if _, err := os.Lstat(path); path == standardInput || !errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		quoted = append(quoted, strconv.Quote(path))
	}
	return &usageError{command.CommandPath(), fmt.Errorf("there is no file or folder %s, paths count from the working directory", strings.Join(quoted, ", "))}
}

// report writes the report; a diff on standard output has that for itself. There is no judge where no built-in rule was asked.
func (f *testFlags) report(terminal console, judge *configuredChecker, result finding.Result) error {
	out := terminal.out
	if f.fix.dryRun {
		out = terminal.err
	}
	options := report.Options{
		FailOn: f.leastFailure, Color: f.color(terminal, out), Verbose: f.verbose, Quiet: f.quiet, Version: programVersion(),
	}
	if judge != nil {
		options.Catalogue, options.Unconfigured = judge.catalogue, judge.unconfigured()
	}
	return f.outputs.write(out, result, options)
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
	judge, err := newConfiguredChecker(options, append(chosen, f.fix.options()...), f.choice.own)
	if err != nil {
		return nil, err
	}
	judge.asksAll = len(f.choice.rules) > 0
	judge.findShellCheck(func() {
		if f.verbose {
			terminal.note("shellcheck is not installed: " + seaworthy.ShellCheckRule + " finds nothing")
		}
	})
	return judge, nil
}

// judge judges the paths, and standard input where it is among them. Whoever stops it gets what was found until then.
func (f *testFlags) judge(ctx context.Context, terminal console, judge *configuredChecker, paths []string) (finding.Result, error) {
	indicator := newProgress(terminal, f.quiet)
	defer indicator.clear()
	if f.timeout > 0 {
		limited, release := context.WithTimeoutCause(ctx, f.timeout, fmt.Errorf("--timeout=%s was not enough", f.timeout))
		defer release()
		ctx = limited
	}
	judge.options = append(judge.options, seaworthy.WithProgress(steady(indicator.report)))
	result, err := f.judgeAll(ctx, terminal, judge, paths)
	if err != nil && ctx.Err() != nil && judgedAny(result) {
		result.Incomplete, err = whyStopped(ctx), nil
	} else if err != nil && f.timeout > 0 && errors.Is(ctx.Err(), context.DeadlineExceeded) {
		err = fmt.Errorf("%w to judge a single file, give more", context.Cause(ctx))
	}
	if err != nil {
		return finding.Result{}, err
	}
	result.Files = append(result.Files, judge.leftOut()...)
	result.Sort()
	return result, nil
}

func (f *testFlags) judgeAll(ctx context.Context, terminal console, judge *configuredChecker, paths []string) (finding.Result, error) {
	named := slices.DeleteFunc(slices.Clone(paths), func(path string) bool { return path == standardInput })
	result, err := judge.paths(ctx, named)
	if err != nil || len(named) == len(paths) {
		return result, err
	}
	judged, err := f.judgeInput(ctx, terminal, judge)
	result.Files = append(result.Files, judged.Files...)
	return result, err
}

func judgedAny(result finding.Result) bool {
	summary := result.Summary()
	return summary.Judged+summary.Broken > 0
}

// whyStopped says what ended a context: a timeout, or else somebody at the keyboard.
func whyStopped(ctx context.Context) string {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return context.Cause(ctx).Error()
	}
	return "interrupted"
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
	case summary.Broken > 0, result.Incomplete != "":
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
	if summary.Judged+summary.Broken > 0 {
		return
	}
	read := slices.IndexFunc(result.Files, func(file finding.File) bool { return file.Format != "" })
	if read >= 0 {
		terminal.note(fmt.Sprintf("nothing was judged: %s: %s", result.Files[read].Path, result.Files[read].Skipped))
		return
	}
	terminal.note(fmt.Sprintf("nothing was judged: nothing in %s is of a format that seaworthy reads (%s)",
		strings.Join(paths, ", "), strings.Join(seaworthy.Formats(), ", ")))
}
