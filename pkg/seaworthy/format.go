package seaworthy

import (
	"errors"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerfile"
	"github.com/seaworthy-policy/seaworthy/pkg/input/ignorefile"
	"github.com/seaworthy-policy/seaworthy/pkg/input/kubernetes"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// ErrUnknownFormat is wrapped for a file of no format that is read.
var ErrUnknownFormat = errors.New("not a format that seaworthy reads")

// A format is one kind of file that is read.
type format struct {
	name string
	// named reports whether files of this path are nearly always of the format.
	named func(path string) bool
	// holds reports whether the content is of the format, for a path that does not tell.
	holds func(path string, content []byte) bool
	parse func(source.File, settings) ([]*input.Document, []input.Problem)
}

// read parses a file into documents from which no credential can get into a report.
func (f *format) read(file source.File, s settings) ([]*input.Document, []input.Problem) {
	documents, problems := f.parse(file, s)
	for _, document := range documents {
		document.Conceal()
		for i := range problems {
			problems[i].Message = document.Mask.Text(problems[i].Message)
		}
	}
	return documents, problems
}

// formats are tried in order.
var formats = []*format{
	{
		name:  "dockerfile",
		named: dockerfile.Named,
		holds: func(_ string, content []byte) bool { return dockerfile.Recognise(content) },
		parse: func(file source.File, s settings) ([]*input.Document, []input.Problem) {
			return dockerfile.Parse(file, dockerfile.Options{BuildArguments: s.buildArguments, Target: s.target, InContext: s.inContext})
		},
	},
	{
		name:  "ignorefile",
		named: ignorefile.Named,
		holds: func(string, []byte) bool { return false },
		parse: func(file source.File, _ settings) ([]*input.Document, []input.Problem) {
			return ignorefile.Parse(file)
		},
	},
	{
		name:  "kubernetes",
		named: func(string) bool { return false },
		holds: kubernetes.Recognise,
		parse: func(file source.File, _ settings) ([]*input.Document, []input.Problem) {
			return kubernetes.Parse(file)
		},
	},
}

// Formats returns the names of the formats that are read.
func Formats() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}

// recognise returns the format of a file, nil where it is none that is read. For a file that somebody named, rather
// than one found by walking a tree, content decides where the path does not tell.
func (c *Checker) recognise(file source.File, asked bool) *format {
	for _, f := range formats {
		if c.settings.format == f.name || c.settings.format == "" && f.named(file.Path) {
			return f
		}
	}
	for _, f := range formats {
		if c.settings.format == "" && (asked || c.mayJudge(file.Path)) && f.holds(file.Path, file.Content) {
			return f
		}
	}
	return nil
}
