package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/conftest"
	"github.com/seaworthy-policy/seaworthy/pkg/conftest/configuration"
	"github.com/seaworthy-policy/seaworthy/pkg/engine/rego"
	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// policyFlags are conftest's flags about policies, with conftest's meaning.
type policyFlags struct {
	policies, data, namespaces, updates         []string
	allNamespaces, strict, trace, builtinErrors bool
	capabilities, regoVersion                   string
	combine, suppressExceptions, includeIgnored bool
	ignore, parser                              string
}

// registerCompiling registers the flags that commands have which run policies or their tests.
func (f *policyFlags) registerCompiling(command *cobra.Command) {
	flags := command.Flags()
	flags.StringSliceVarP(&f.policies, "policy", "p", nil, "your own policies in Rego, as conftest runs them, from `PATH`; repeatable")
	flags.StringSliceVarP(&f.data, "data", "d", nil, "data that policies read, JSON and YAML files below `PATH`; repeatable")
	flags.BoolVar(&f.strict, "strict", false, "compile policies strictly")
	flags.BoolVar(&f.trace, "trace", false, "print on standard error each step that policies take")
	flags.BoolVar(&f.builtinErrors, "show-builtin-errors", false, "an error of a built-in function is one of the policy that calls it")
	flags.StringVar(&f.capabilities, "capabilities", "", "what policies may use, from `FILE` with OPA's capabilities")
	flags.StringVar(&f.regoVersion, "rego-version", string(rego.V1), "`VERSION` of Rego that policies are written in: v0, v1")
}

// registerTesting registers the flags about what policies are asked, and of what.
func (f *policyFlags) registerTesting(command *cobra.Command) {
	f.registerCompiling(command)
	flags := command.Flags()
	flags.StringSliceVarP(&f.namespaces, "namespace", "n", []string{conftest.DefaultNamespace}, "ask policies in packages that fit `PATTERN`, such as 'k8s.*'; repeatable")
	flags.BoolVar(&f.allNamespaces, "all-namespaces", false, "ask policies in all packages")
	flags.BoolVar(&f.combine, "combine", false, "ask policies about all files at once")
	flags.StringVar(&f.ignore, "ignore", "", "leave out what `REGEXP` matches in folders")
	flags.BoolVar(&f.suppressExceptions, "suppress-exceptions", false, "do not report what policies except")
	flags.StringSliceVarP(&f.updates, "update", "u", nil, "download policies into the folder of --policy first, from `oci://REFERENCE`; repeatable")
}

// policyOnly names the flags that mean nothing without policies.
var policyOnly = []string{
	"data", "namespace", "all-namespaces", "strict", "trace", "show-builtin-errors", "capabilities", "rego-version", "combine",
	"suppress-exceptions", "update", "ignore",
}

// checkUnused refuses flags about policies where there are none.
func (f *policyFlags) checkUnused(command *cobra.Command) error {
	for _, name := range policyOnly {
		if command.Flags().Changed(name) {
			return &usageError{command.CommandPath(), fmt.Errorf("--%s is about your own policies: name their folder with --policy", name)}
		}
	}
	return nil
}

// engine turns the flags into how policies are compiled.
func (f *policyFlags) engine(command *cobra.Command, terminal console) (rego.Options, error) {
	version, err := rego.ParseVersion(f.regoVersion)
	if err != nil {
		return rego.Options{}, &usageError{command.CommandPath(), fmt.Errorf("--rego-version: %w", err)}
	}
	options := rego.Options{Version: version, Strict: f.strict, FailOnBuiltinErrors: f.builtinErrors}
	if f.trace {
		options.Trace = terminal.err
	}
	if f.capabilities == "" {
		return options, nil
	}
	if options.Capabilities, err = os.ReadFile(f.capabilities); err != nil {
		return options, fmt.Errorf("--capabilities: %s: %s", f.capabilities, seaworthy.Reason(err))
	}
	return options, nil
}

// checker compiles the policies.
func (f *policyFlags) checker(command *cobra.Command, terminal console) (*conftest.Checker, error) {
	engine, err := f.engine(command, terminal)
	if err != nil {
		return nil, err
	}
	options := conftest.Options{
		Policies: f.policies, Data: f.data, Namespaces: f.namespaces, AllNamespaces: f.allNamespaces, Rego: engine,
		Parser: f.parser, Combine: f.combine, IncludeIgnored: f.includeIgnored, Printed: terminal.err,
	}
	if f.ignore != "" {
		if options.Ignore, err = regexp.Compile(f.ignore); err != nil {
			return nil, &usageError{command.CommandPath(), fmt.Errorf("--ignore: %w", err)}
		}
	}
	if err := f.update(command.Context(), terminal); err != nil {
		return nil, err
	}
	return newPolicyChecker(command, options)
}

// newPolicyChecker says of what is wrong with the command line how to read on.
func newPolicyChecker(command *cobra.Command, options conftest.Options) (*conftest.Checker, error) {
	checker, err := conftest.New(options)
	switch {
	case errors.Is(err, configuration.ErrUnknown), errors.Is(err, configuration.ErrUnreadable):
		return nil, &usageError{command.CommandPath(), fmt.Errorf("--parser: %w", err)}
	case errors.Is(err, conftest.ErrNamespace), errors.Is(err, conftest.ErrNoPolicies):
		return nil, &usageError{command.CommandPath(), err}
	}
	return checker, err
}

// judge asks policies about paths, and about standard input where it is among them.
func (f *policyFlags) judge(ctx context.Context, in io.Reader, stdinFilename string, checker *conftest.Checker, paths []string) (finding.Result, error) {
	var named []string
	var files []source.File
	for _, path := range paths {
		if path != standardInput {
			named = append(named, path)
			continue
		}
		file, err := source.ReadFrom(in, stdinFilename)
		if err != nil {
			return finding.Result{}, err
		}
		files = append(files, file)
	}
	if f.combine && len(files) > 0 && len(named) > 0 {
		return finding.Result{}, errors.New("--combine takes files or standard input, not both")
	}
	var result finding.Result
	for _, part := range []func() (finding.Result, error){
		func() (finding.Result, error) { return checker.CheckPaths(ctx, named...) },
		func() (finding.Result, error) { return checker.Check(ctx, files...) },
	} {
		judged, err := part()
		if err != nil {
			return finding.Result{}, err
		}
		result.Files = append(result.Files, judged.Files...)
		if f.combine && len(named) > 0 {
			break
		}
	}
	result.Sort()
	return f.suppress(result), nil
}

func (f *policyFlags) suppress(result finding.Result) finding.Result {
	for i := range result.Files {
		if f.suppressExceptions {
			result.Files[i].Exceptions = nil
		}
	}
	return result
}

// mentionNamespaces tells that nothing was asked, which looks like success.
func mentionNamespaces(terminal console, checker *conftest.Checker) {
	if len(checker.Rules()) == 0 {
		terminal.note("no policy was asked: the namespaces asked have no rules deny, violation or warn, and there are " +
			strings.Join(checker.Namespaces(), ", ") + " (choose with --namespace or --all-namespaces)")
	}
}

// mentionUnread tells which files conftest would have judged.
func mentionUnread(terminal console, result finding.Result) {
	var unread []string
	for _, file := range result.Files {
		if file.Skipped != "" && strings.HasPrefix(file.Skipped, configuration.ErrUnreadable.Error()) {
			unread = append(unread, file.Path)
		}
	}
	if len(unread) == 0 {
		return
	}
	shown := unread[:min(len(unread), 3)]
	more := ""
	if len(unread) > len(shown) {
		more = fmt.Sprintf(" and %d more", len(unread)-len(shown))
	}
	terminal.note("not judged, in formats that conftest reads and seaworthy does not: " + strings.Join(shown, ", ") + more)
}
