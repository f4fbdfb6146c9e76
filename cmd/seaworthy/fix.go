package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/fix"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// fixFlags say whether findings are mended.
type fixFlags struct {
	fix, dryRun, unsafe bool
}

func (f *fixFlags) register(command *cobra.Command) {
	flags := command.Flags()
	flags.BoolVar(&f.fix, "fix", false, "mend what can be mended safely, in the files themselves")
	flags.BoolVar(&f.dryRun, "fix-dry-run", false, "print what --fix would change as a unified diff, and the report on standard error")
	flags.BoolVar(&f.unsafe, "fix-unsafe", false, "with either of them: also apply fixes whose outcome is to be looked at")
}

func (f *fixFlags) check(command *cobra.Command, paths []string) error {
	var err error
	switch {
	case f.fix && f.dryRun:
		err = errors.New("--fix and --fix-dry-run exclude each other")
	case f.unsafe && !f.fix && !f.dryRun:
		err = errors.New("--fix-unsafe goes with --fix or --fix-dry-run")
	case f.fix && slices.Contains(paths, standardInput):
		err = errors.New("--fix can't mend standard input, --fix-dry-run shows what it would change")
	default:
		return nil
	}
	return &usageError{command.CommandPath(), err}
}

func (f *fixFlags) active() bool { return f.fix || f.dryRun }

func (f *fixFlags) options() []seaworthy.Option {
	switch {
	case !f.fix && !f.dryRun:
		return nil
	case f.unsafe:
		return []seaworthy.Option{seaworthy.WithFixes(seaworthy.AllFixes)}
	}
	return []seaworthy.Option{seaworthy.WithFixes(seaworthy.SafeFixes)}
}

// carryOut writes what was mended, or shows it. Whatever can't be written is in the result as it was found.
func (f *fixFlags) carryOut(terminal console, result finding.Result) {
	written := map[string]bool{}
	var links []int
	for i, file := range result.Files {
		if file.Mending == nil {
			continue
		}
		if isLink(file.Path) {
			links = append(links, i)
			continue
		}
		if err := f.put(terminal, file); err != nil {
			file = file.Mending.Original
			file.Problems = append(slices.Clone(file.Problems), finding.Problem{Message: "not fixed: " + seaworthy.Reason(err)})
			result.Files[i] = file
			continue
		}
		written[realPath(file.Path)] = true
	}
	for _, i := range links {
		result.Files[i] = f.throughLink(terminal, result.Files[i], written)
	}
}

// put writes one file, or shows the difference.
func (f *fixFlags) put(terminal console, file finding.File) error {
	before, after := file.Mending.Before, file.Mending.After
	if !f.dryRun {
		return source.Rewrite(file.Path, before, after)
	}
	_, err := terminal.out.Write(fix.Diff(file.Path, before, after))
	return err
}

// throughLink is what becomes of a file that a symbolic link leads to. It is mended under its own name, if that is among
// the files; nobody asked to change what is elsewhere.
func (f *fixFlags) throughLink(terminal console, file finding.File, written map[string]bool) finding.File {
	if written[realPath(file.Path)] {
		file.Mending = nil
		return file
	}
	terminal.note(file.Path + ": not fixed: it is a symbolic link")
	return file.Mending.Original
}

func isLink(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

// realPath is the absolute path of what links lead to; empty for what is not there.
func realPath(path string) string {
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return ""
	}
	absolute, err := filepath.Abs(real)
	if err != nil {
		return ""
	}
	return absolute
}
