package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// builtInOnly names the flags that mean nothing where no built-in rule is asked.
func builtInOnly() []string {
	return []string{"rule", "skip", "set", "rules", "fix", "fix-dry-run", "fix-unsafe", "build-arg", "target", "env-file", "no-inline", "exceptions", "baseline", "new-from"}
}

// testPolicies asks the user's policies, and the built-in rules beside them where a profile is named.
func (f *testFlags) testPolicies(command *cobra.Command, terminal console, paths []string) error {
	if err := settle(command, terminal, ""); err != nil {
		return err
	}
	if err := cmp.Or(f.check(command), f.fix.check(command, paths), f.checkBuiltIn(command)); err != nil {
		return err
	}
	if len(paths) == 0 {
		paths = []string{"."}
	}
	f.policy.parser = f.reading.parser
	checker, err := f.policy.checker(command, terminal)
	if err != nil {
		return err
	}
	given, err := f.keepInput(terminal.in, paths)
	if err != nil {
		return err
	}
	result, err := f.policy.judge(command.Context(), bytes.NewReader(given), f.reading.stdinFilename, checker, paths)
	if err != nil {
		return err
	}
	var judge *configuredChecker
	if f.choice.profile != "" {
		if !slices.Contains(seaworthy.Formats(), f.reading.parser) {
			f.reading.parser = ""
		}
		terminal.in = bytes.NewReader(given)
		if judge, err = f.checker(command, terminal); err != nil {
			return err
		}
		if result, err = f.judgeBesides(command, terminal, judge, result, paths); err != nil {
			return err
		}
	}
	if err := f.report(terminal, judge, result); err != nil {
		return err
	}
	if !f.quiet {
		mentionNamespaces(terminal, checker)
		mentionUnread(terminal, result)
	}
	return f.verdict(result)
}

// checkBuiltIn refuses flags about built-in rules where none is asked.
func (f *testFlags) checkBuiltIn(command *cobra.Command) error {
	for _, name := range builtInOnly() {
		if f.choice.profile == "" && command.Flags().Changed(name) {
			err := fmt.Errorf("--%s is about the built-in rules, which --policy leaves out unless --profile names some", name)
			return &usageError{command.CommandPath(), err}
		}
	}
	return nil
}

// keepInput reads standard input if it is asked for: it may be judged twice.
func (f *testFlags) keepInput(in io.Reader, paths []string) ([]byte, error) {
	if !slices.Contains(paths, standardInput) {
		return nil, nil
	}
	file, err := source.ReadFrom(in, f.reading.stdinFilename)
	if err != nil {
		return nil, &unreadableError{f.reading.stdinFilename, err}
	}
	return file.Content, nil
}

// judgeBesides adds what built-in rules say. A file that only one side judges is not skipped.
func (f *testFlags) judgeBesides(command *cobra.Command, terminal console, judge *configuredChecker, result finding.Result, paths []string) (finding.Result, error) {
	memory, err := f.memory.recall(command, judge)
	if err != nil {
		return result, err
	}
	besides, err := f.judge(command.Context(), terminal, judge, paths)
	if err != nil {
		return result, err
	}
	memory.addDefects(&besides, paths)
	f.fix.carryOut(terminal, besides)
	memory.apply(terminal, &besides, paths, f.quiet)
	result.Files = append(result.Files, besides.Files...)
	judged := map[string]bool{}
	for _, file := range result.Files {
		judged[file.Path] = judged[file.Path] || file.Format != ""
	}
	result.Files = slices.DeleteFunc(result.Files, func(file finding.File) bool {
		return file.Format == "" && judged[file.Path]
	})
	skipped := map[string]bool{}
	result.Files = slices.DeleteFunc(result.Files, func(file finding.File) bool {
		again := skipped[file.Path]
		skipped[file.Path] = again || file.Format == ""
		return again
	})
	result.Sort()
	return result, nil
}
