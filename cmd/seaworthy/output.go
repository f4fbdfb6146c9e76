package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/report"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

// outputFlags say which reports are written, and where.
type outputFlags struct {
	texts   []string
	reports []output
}

// An output is a report and the file that it goes to, standardInput's name for standard output.
type output struct {
	format report.Format
	file   string
}

func (f *outputFlags) register(command *cobra.Command) {
	command.Flags().StringArrayVarP(&f.texts, "output", "o", nil,
		"`FORMAT` of the report, or FORMAT=FILE; repeatable: "+report.FormatNames()+` (default "text")`)
}

// check reads the flags. Text goes to standard output where nothing else does.
func (f *outputFlags) check() error {
	f.reports = nil
	for _, text := range f.texts {
		name, file, named := strings.Cut(text, "=")
		format, err := report.ParseFormat(name)
		switch {
		case err != nil:
			return err
		case !named:
			file = standardInput
		case file == "":
			return fmt.Errorf("-o %s names no file, %s=report.%[2]s does", text, name)
		}
		if err := f.add(output{format, file}); err != nil {
			return err
		}
	}
	if !slices.ContainsFunc(f.reports, output.standard) {
		f.reports = append(f.reports, output{report.Text, standardInput})
	}
	return nil
}

func (f *outputFlags) add(wanted output) error {
	for _, other := range f.reports {
		switch {
		case filepath.Clean(other.file) != filepath.Clean(wanted.file):
		case wanted.standard():
			return fmt.Errorf("-o %s and -o %s both go to standard output, give one a file: -o %[2]s=report.%[2]s", other.format, wanted.format)
		default:
			return fmt.Errorf("-o %s and -o %s both go to %s, give each a file of its own", other.format, wanted.format, wanted.file)
		}
	}
	if folder := filepath.Dir(wanted.file); !isFolder(folder) {
		return fmt.Errorf("-o %s: there is no folder %s to write to, make it first", wanted.format, folder)
	}
	f.reports = append(f.reports, wanted)
	return nil
}

// toTerminal reports whether standard output gets a format.
func (f *outputFlags) toTerminal(format report.Format) bool {
	return slices.Contains(f.reports, output{format, standardInput})
}

func (o output) standard() bool { return o.file == standardInput }

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// write writes all reports, files first: whoever reads standard output may go away early.
func (f *outputFlags) write(out io.Writer, result finding.Result, options report.Options) error {
	var failed []error
	inFile := options
	inFile.Color = false
	for _, each := range f.reports {
		if !each.standard() {
			failed = append(failed, each.toFile(result, inFile))
		}
	}
	for _, each := range f.reports {
		if each.standard() {
			failed = append(failed, report.Write(out, each.format, result, options))
		}
	}
	return errors.Join(failed...)
}

func (o output) toFile(result finding.Result, options report.Options) error {
	var written bytes.Buffer
	if err := report.Write(&written, o.format, result, options); err != nil {
		return err
	}
	if err := os.WriteFile(o.file, written.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write %s: %s", o.file, seaworthy.Reason(err))
	}
	return nil
}
