package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/changes"
	"github.com/seaworthy-policy/seaworthy/pkg/config"
	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
	"github.com/seaworthy-policy/seaworthy/pkg/suppress"
)

// memoryFlags say which findings are known already.
type memoryFlags struct {
	exceptions, baseline, newFrom string
}

func (f *memoryFlags) register(command *cobra.Command) {
	f.registerExceptions(command)
	flags := command.Flags()
	flags.StringVar(&f.baseline, "baseline", "", "`FILE` of known findings, '' for none (default \""+suppress.BaselineName+"\" where it is)")
	flags.StringVar(&f.newFrom, "new-from", "", "report only findings on lines that have changed since this `REVISION` of git")
}

func (f *memoryFlags) registerExceptions(command *cobra.Command) {
	command.Flags().StringVar(&f.exceptions, "exceptions", "", "`FILE` of exceptions, '' for none (default \""+config.ExceptionsName+"\" where it is)")
}

// A memory is what is known of findings before they are found.
type memory struct {
	exceptions   *suppress.List
	baseline     suppress.Baseline
	baselinePath string
	changed      *changes.Lines
	judge        *configuredChecker
}

// recall reads what the flags name, or what lies where it is looked for, and tells the checker of it.
func (f *memoryFlags) recall(command *cobra.Command, judge *configuredChecker) (*memory, error) {
	recalled, err := f.recallExceptions(command, judge)
	if err != nil {
		return nil, err
	}
	if path := f.path(command, "baseline", f.baseline, suppress.BaselineName, judge.project); path != "" {
		if err := recalled.readBaseline(path); err != nil {
			return nil, err
		}
	}
	if f.newFrom != "" {
		if recalled.changed, err = changes.Since(command.Context(), ".", f.newFrom); err != nil {
			return nil, f.explain(err)
		}
	}
	return recalled, nil
}

// recallExceptions does so for exceptions alone.
func (f *memoryFlags) recallExceptions(command *cobra.Command, judge *configuredChecker) (*memory, error) {
	recalled := &memory{judge: judge}
	judge.options = append(judge.options, seaworthy.WithProject(judge.project))
	path := f.path(command, "exceptions", f.exceptions, config.ExceptionsName, judge.project)
	if path == "" {
		return recalled, nil
	}
	return recalled, recalled.readExceptions(path)
}

// path is what a flag says, or the nearest file of a name from the working directory up to the project's folder.
func (f *memoryFlags) path(command *cobra.Command, flag, given, name, project string) string {
	if command.Flags().Changed(flag) {
		return given
	}
	folder, err := filepath.Abs(".")
	if err != nil {
		return ""
	}
	for up := ""; ; up = filepath.Join(up, "..") {
		if info, err := os.Stat(filepath.Join(up, name)); err == nil && info.Mode().IsRegular() {
			return filepath.ToSlash(filepath.Join(up, name))
		}
		if folder == project || folder == filepath.Dir(folder) {
			return ""
		}
		folder = filepath.Dir(folder)
	}
}

// explain says what to do where git can't answer.
func (f *memoryFlags) explain(err error) error {
	switch {
	case errors.Is(err, changes.ErrNoGit):
		return fmt.Errorf("--new-from asks git for changes, and %w: install it, or leave the flag out", err)
	case errors.Is(err, changes.ErrNoRepository):
		return fmt.Errorf("--new-from asks git for changes, and there is %w", changes.ErrNoRepository)
	case errors.Is(err, changes.ErrUnknownRevision):
		return fmt.Errorf("--new-from: %w, fetch it first (a shallow clone has but one)", err)
	}
	return fmt.Errorf("--new-from: %w", err)
}

func (m *memory) readExceptions(path string) error {
	read, err := config.ReadExceptions(path)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no file of exceptions %s, name another one or leave the flag out", path)
	}
	if err != nil {
		return withoutCall(err, path, "the exceptions")
	}
	if m.exceptions, err = suppress.NewList(read, m.judge.catalogue); err != nil {
		return err
	}
	m.judge.options = append(m.judge.options, seaworthy.WithExceptions(m.exceptions))
	return nil
}

func (m *memory) readBaseline(path string) error {
	file, err := source.Read(path)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no baseline %s, `seaworthy baseline create` writes one", path)
	}
	if err != nil {
		return withoutCall(err, path, "the baseline")
	}
	m.baselinePath = path
	m.baseline, err = suppress.ParseBaseline(file)
	return err
}

// withoutCall words an error of the file system for people; any other one is left as it is.
func withoutCall(err error, path, what string) error {
	var inFile *fs.PathError
	if errors.As(err, &inFile) {
		return fmt.Errorf("%s of %s can't be read: %s", what, path, seaworthy.Reason(err))
	}
	return err
}

// addDefects adds what is wrong with the exceptions, as findings in their file.
func (m *memory) addDefects(result *finding.Result, paths []string) {
	if m.exceptions == nil {
		return
	}
	asked := m.judge.asked
	incomplete := result.Incomplete != "" || result.Summary().Broken > 0 || !covers(paths, m.exceptions.Folder())
	defects := m.exceptions.Defects(suppress.Run{
		Today: time.Now(), Asks: func(id string) bool { return asked[id] }, Incomplete: incomplete, Identity: m.judge.identity(m.exceptions.Path()),
	})
	if len(defects) == 0 {
		return
	}
	path := m.exceptions.Path()
	result.Files = slices.DeleteFunc(result.Files, func(file finding.File) bool { return file.Path == path && file.Skipped != "" })
	result.Files = append(result.Files, finding.File{Path: path, Format: "exceptions", Rules: len(suppress.Rules()), Findings: defects})
	result.Sort()
}

// apply makes exceptions of known findings, and leaves out those on old lines.
func (m *memory) apply(terminal console, result *finding.Result, paths []string, quiet bool) {
	if m.baselinePath != "" {
		gone := m.baseline.Apply(result, m.baselinePath, m.judge.covered(*result, paths))
		if len(gone) > 0 && !quiet {
			terminal.note(fmt.Sprintf("%s of %d in %s gone, `seaworthy baseline update` forgets what is gone",
				findings(len(gone)), len(m.baseline.Findings), m.baselinePath))
		}
	}
	if m.changed == nil {
		return
	}
	for i := range result.Files {
		file := &result.Files[i]
		all := len(file.Findings)
		file.Findings = slices.DeleteFunc(file.Findings, func(found finding.Finding) bool { return !m.isNew(found) })
		file.Old = all - len(file.Findings)
	}
}

// isNew reports whether a finding, or what it is because of, stands on a line that has changed.
func (m *memory) isNew(found finding.Finding) bool {
	return found.File == standardInput || m.changed.Touch(found.File, found.Span) || slices.ContainsFunc(found.Because, func(c finding.Cause) bool {
		file := found.File
		if c.File != "" {
			file = c.File
		}
		return !c.Span.IsZero() && m.changed.Touch(file, c.Span)
	})
}

// covers reports whether a folder lies in one of the paths, so that all files in it are judged.
func covers(paths []string, folder string) bool {
	return slices.ContainsFunc(paths, func(path string) bool {
		absolute, err := filepath.Abs(path)
		if err != nil || !isFolder(absolute) {
			return false
		}
		below, err := filepath.Rel(absolute, folder)
		return err == nil && filepath.IsLocal(below)
	})
}

// projectFolder is the folder of the repository that the working directory is in; without one the nearest folder upwards that
// has a file of ours, or else the working directory.
func projectFolder() string {
	working, err := filepath.Abs(".")
	if err != nil {
		return ""
	}
	for _, names := range [][]string{{".git"}, {config.Name, config.ExceptionsName, suppress.BaselineName}} {
		if folder := nearestWith(working, names); folder != "" {
			return folder
		}
	}
	return working
}

// nearestWith is the nearest folder upwards that has one of the names.
func nearestWith(folder string, names []string) string {
	for {
		for _, name := range names {
			if _, err := os.Lstat(filepath.Join(folder, name)); err == nil {
				return folder
			}
		}
		above := filepath.Dir(folder)
		if above == folder {
			return ""
		}
		folder = above
	}
}

// identity is the path that fingerprints of findings in a file hang on.
func (c *configuredChecker) identity(path string) string {
	if below, err := relativeTo(c.project, path); err == nil {
		return below
	}
	return path
}

// covered returns what reports whether a finding would be in a result if it were there: its rule was asked, and its file was
// judged in full, or is gone from a folder that was.
func (c *configuredChecker) covered(result finding.Result, paths []string) func(suppress.Known) bool {
	judged := map[string]bool{}
	for _, file := range result.Files {
		judged[c.identity(file.Path)] = file.Skipped == "" && len(file.Problems) == 0
	}
	return func(known suppress.Known) bool {
		if !c.asked[known.Rule] {
			return false
		}
		if there, seen := judged[known.File]; seen {
			return there
		}
		where := filepath.Join(c.project, filepath.FromSlash(known.File))
		_, err := os.Stat(where)
		return errors.Is(err, fs.ErrNotExist) && result.Incomplete == "" && covers(paths, filepath.Dir(where))
	}
}
