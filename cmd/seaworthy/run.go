package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// Exit codes, as the help promises them.
const (
	exitClean     = 0
	exitFailures  = 1
	exitUndecided = 2
)

// Errors that are no more than an exit code: the report has said everything.
var (
	errFailures  = errors.New("failures found")
	errUndecided = errors.New("not everything could be judged")
)

// A console is what a command talks to.
type console struct {
	// name is what the program is called by.
	name        string
	in          io.Reader
	out, err    io.Writer
	environment []string
}

// variable returns an environment variable. As in a shell the last of several wins.
func (c console) variable(name string) (string, bool) {
	for i := len(c.environment) - 1; i >= 0; i-- {
		if value, found := strings.CutPrefix(c.environment[i], name+"="); found {
			return value, true
		}
	}
	return "", false
}

// note tells something that is not part of the result.
func (c console) note(message string) {
	fmt.Fprintln(c.err, cmp.Or(c.name, seaworthyName)+": "+message)
}

// Names that the program may be called by.
const (
	seaworthyName = "seaworthy"
	conftestName  = "conftest"
)

// run runs one command line and returns the exit code.
func run(ctx context.Context, arguments []string, in io.Reader, out, diagnostics io.Writer, environment []string) int {
	return runAs(ctx, seaworthyName, arguments, console{in: in, out: out, err: diagnostics, environment: environment})
}

// runAs runs one command line of a program of a name. Called conftest, this one keeps to conftest's defaults and exit codes.
func runAs(ctx context.Context, name string, arguments []string, terminal console) int {
	terminal.name = seaworthyName
	build, code := newRootCommand, exitCode
	if strings.TrimSuffix(name, ".exe") == conftestName {
		terminal.name, build, code = conftestName, newConftestCommand, conftestExitCode
	}
	root := build(terminal)
	root.SetArgs(arguments)
	root.SetIn(terminal.in)
	root.SetOut(terminal.out)
	root.SetErr(terminal.err)
	return code(ctx, terminal, root.ExecuteContext(ctx))
}

func exitCode(ctx context.Context, terminal console, err error) int {
	var usage *usageError
	switch {
	case err == nil:
		return exitClean
	case errors.Is(err, errFailures):
		return exitFailures
	case errors.Is(err, errUndecided):
	case ctx.Err() != nil:
		terminal.note("interrupted")
	case errors.As(err, &usage):
		terminal.note(fmt.Sprintf("%v (see %s --help)", err, usage.command))
	default:
		terminal.note(err.Error() + whereToLook(err))
	}
	return exitUndecided
}

// whereToLook says where the names are that there are, for an error that does not know a better one.
func whereToLook(err error) string {
	if errors.Is(err, rule.ErrUnknownRule) && !strings.Contains(err.Error(), "did you mean") {
		return ", `seaworthy rules` lists all"
	}
	return ""
}

func newRootCommand(terminal console) *cobra.Command {
	root := &cobra.Command{
		Use:   "seaworthy",
		Short: "Tells whether containers are fit to ship",
		Long: `Seaworthy reads Dockerfiles, compose files and Kubernetes manifests, and says where a rule does not hold,
why that matters, and what to do about it.`,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetFlagErrorFunc(wrongFlag)
	root.Version = describeBuild(buildInfo())
	root.SetVersionTemplate("{{.Version}}")
	root.AddCommand(newTestCommand(terminal), newParseCommand(terminal), newRulesCommand(terminal),
		newExplainCommand(terminal), newExportCommand(), newBundleCommand(terminal), newServeCommand(terminal),
		newVersionCommand(terminal), newBaselineCommand(terminal), newVerifyCommand(terminal), newInitCommand(terminal))
	return finishRoot(root)
}

func finishRoot(root *cobra.Command) *cobra.Command {
	root.InitDefaultCompletionCmd()
	root.SetHelpCommand(newHelpCommand(root))
	explainGroups(root)
	return root
}
