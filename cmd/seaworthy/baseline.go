package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/suppress"
)

const baselineHelp = `A baseline is the findings of a certain day. As long as it lies at the top of the repository, "seaworthy test" counts
what it knows as excepted, and only new findings fail. A finding is known by its rule, its file and the text that it is
about: lines may move, but whoever changes the text is asked again.`

func newBaselineCommand(terminal console) *cobra.Command {
	command := &cobra.Command{
		Use:   "baseline",
		Short: "Set the findings of today aside, to fail for new ones only",
		Long:  baselineHelp,
	}
	command.AddCommand(
		newBaselineWriter(terminal, "create", "Write the findings of today into a new baseline", (*baselineFlags).create),
		newBaselineWriter(terminal, "update", "Forget what is gone, and take in what is new", (*baselineFlags).update),
		newBaselineShow(terminal))
	return command
}

// baselineFlags say what is judged, as those of test do, and where the baseline is.
type baselineFlags struct {
	judging testFlags
	file    string
}

func newBaselineWriter(terminal console, name, short string, run func(*baselineFlags, console, suppress.Baseline, func(suppress.Known) bool) error) *cobra.Command {
	var flags baselineFlags
	command := &cobra.Command{Use: name + " [PATH...]", Short: short, Long: short + ".\n\n" + baselineHelp}
	command.RunE = func(command *cobra.Command, paths []string) error {
		if len(paths) == 0 {
			paths = []string{"."}
		}
		if err := flags.locate(); err != nil {
			return err
		}
		if _, err := os.Stat(flags.file); name == "create" && err == nil {
			return fmt.Errorf("%s is there already, `seaworthy baseline update` brings it up to date", flags.file)
		}
		now, covered, err := flags.judge(command, terminal, paths)
		if err != nil {
			return err
		}
		return run(&flags, terminal, now, covered)
	}
	flags.judging.reading.register(command)
	flags.judging.choice.register(command)
	flags.judging.memory.registerExceptions(command)
	flags.judging.registerInline(command)
	flags.register(command)
	return command
}

func (f *baselineFlags) register(command *cobra.Command) {
	command.Flags().StringVar(&f.file, "baseline", "", "`FILE` of the baseline (default: "+suppress.BaselineName+" at the top of the repository)")
}

// locate finds the place of the baseline, if no flag says it.
func (f *baselineFlags) locate() error {
	if f.file != "" {
		return nil
	}
	path, err := relativeTo(".", filepath.Join(projectFolder(), suppress.BaselineName))
	f.file = path
	return err
}

// judge judges the paths as test does without a baseline.
func (f *baselineFlags) judge(command *cobra.Command, terminal console, paths []string) (suppress.Baseline, func(suppress.Known) bool, error) {
	judge, err := f.judging.checker(command, terminal)
	if err != nil {
		return suppress.Baseline{}, nil, err
	}
	if _, err := f.judging.memory.recallExceptions(command, judge); err != nil {
		return suppress.Baseline{}, nil, err
	}
	result, err := f.judging.judge(command.Context(), terminal, judge, paths)
	if err == nil && result.Incomplete != "" {
		err = context.Cause(command.Context())
	}
	if err != nil {
		return suppress.Baseline{}, nil, err
	}
	mentionBroken(terminal, result)
	return suppress.NewBaseline(result, judge.identity), judge.covered(result, paths), nil
}

// mentionBroken tells what a baseline knows nothing of.
func mentionBroken(terminal console, result finding.Result) {
	if broken := result.Summary().Broken; broken > 0 {
		terminal.note(fmt.Sprintf("files that could not be judged in full: %d, `seaworthy test` says why", broken))
	}
}

func (f *baselineFlags) create(terminal console, now suppress.Baseline, _ func(suppress.Known) bool) error {
	if err := f.write(now); err != nil {
		return err
	}
	_, err := fmt.Fprintf(terminal.out, "%s: %s set aside\nnext: commit it, then `seaworthy test` fails for new findings only\n", f.file, findings(len(now.Findings)))
	return err
}

func (f *baselineFlags) update(terminal console, now suppress.Baseline, covered func(suppress.Known) bool) error {
	before, err := f.read()
	if err != nil {
		return err
	}
	renewed, came, went := before.Renew(now, covered)
	if err := f.write(renewed); err != nil {
		return err
	}
	for _, known := range went {
		fmt.Fprintf(terminal.out, "- %s: %s [%s]\n", known.File, known.Message, known.Rule)
	}
	for _, known := range came {
		fmt.Fprintf(terminal.out, "+ %s: %s [%s]\n", known.File, known.Message, known.Rule)
	}
	_, err = fmt.Fprintf(terminal.out, "%s: %d forgotten, %d taken in, %d in all\n", f.file, len(went), len(came), len(renewed.Findings))
	return err
}

func (f *baselineFlags) read() (suppress.Baseline, error) {
	m := &memory{}
	err := m.readBaseline(f.file)
	return m.baseline, err
}

// write puts the file into place as a whole.
func (f *baselineFlags) write(b suppress.Baseline) error {
	text, err := b.Bytes()
	if err != nil {
		return err
	}
	if err := os.WriteFile(f.file, text, 0o644); err != nil {
		return fmt.Errorf("write %s: %s", f.file, seaworthy.Reason(err))
	}
	return nil
}

// findings counts them for people.
func findings(n int) string {
	if n == 1 {
		return "1 finding"
	}
	return fmt.Sprintf("%d findings", n)
}

func newBaselineShow(terminal console) *cobra.Command {
	var flags baselineFlags
	var output string
	command := &cobra.Command{
		Use:   "show",
		Short: "List the findings of the baseline",
		Args:  noArguments,
		RunE: func(command *cobra.Command, _ []string) error {
			inJSON, err := asJSON(command, output)
			if err != nil {
				return err
			}
			if err := flags.locate(); err != nil {
				return err
			}
			return flags.show(terminal, inJSON)
		},
	}
	flags.register(command)
	command.Flags().StringVarP(&output, "output", "o", "text", "`FORMAT`: text, json")
	return command
}

func (f *baselineFlags) show(terminal console, inJSON bool) error {
	known, err := f.read()
	if err != nil {
		return err
	}
	if inJSON {
		return printJSON(terminal, known)
	}
	table := tabwriter.NewWriter(terminal.out, 0, 0, 2, ' ', 0)
	for _, each := range known.Findings {
		fmt.Fprintf(table, "%s\t%s\t%s\n", each.File, each.Rule, each.Message)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	_, err = fmt.Fprintf(terminal.out, "%s in %s\n", findings(len(known.Findings)), f.file)
	return err
}
