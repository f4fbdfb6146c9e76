package seaworthy

import (
	"path/filepath"
	"slices"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/suppress"
)

// objectOf names what a place of a document belongs to, where the document is about something that is run.
func objectOf(document *input.Document, at string) finding.Object {
	workload := document.Workload
	if workload == nil {
		return finding.Object{}
	}
	object := finding.Object{Kind: workload.Kind, Namespace: workload.Namespace, Name: workload.Name}
	for _, container := range workload.Containers {
		if input.Within(at, container.At) {
			object.Container = container.Name
		}
	}
	return object
}

// WithExceptions takes out findings that a file of exceptions is about, besides those that files except themselves. The list
// remembers what it was needed for, so that List.Defects can tell what became superfluous once all files are judged.
func WithExceptions(list *suppress.List) Option {
	return func(s *settings) { s.exceptions = list }
}

// WithProject makes fingerprints hang on paths relative to a folder, so that they are the same wherever the check is started.
// Without it they hang on paths as they are given.
func WithProject(folder string) Option {
	return func(s *settings) { s.project = folder }
}

// Identity returns the path that fingerprints of findings in a file hang on.
func (c *Checker) Identity(path string) string {
	return identity(c.settings.project, path)
}

func identity(project, path string) string {
	if project == "" {
		return path
	}
	from, err := filepath.Abs(project)
	if err != nil {
		return path
	}
	to, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	relative, err := filepath.Rel(from, to)
	if err != nil {
		return path
	}
	return filepath.ToSlash(relative)
}

// exceptByList takes out what the file of exceptions is about.
func (c *Checker) exceptByList(judged *finding.File, found *assembly) {
	if c.settings.exceptions == nil {
		return
	}
	kept, excepted := c.settings.exceptions.Apply(judged.Path, judged.Findings, found.hiddenFindings(), c.run(judged))
	judged.Findings, judged.Exceptions = kept, append(judged.Exceptions, excepted...)
	slices.SortStableFunc(judged.Exceptions, finding.CompareExceptions)
}

// run is what suppressions are told about the check of a file.
func (c *Checker) run(judged *finding.File) suppress.Run {
	return suppress.Run{
		Today: c.settings.clock(), Asks: c.asks(), Incomplete: len(judged.Problems) > 0, Identity: c.Identity(judged.Path),
	}
}
