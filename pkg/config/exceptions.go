package config

import (
	"fmt"
	"path"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// ExceptionsName is what a file of exceptions is called that holds without being named.
const ExceptionsName = ".seaworthy-exceptions.yaml"

// Exceptions are what a project has decided to live with, for those who can't or may not write it into the files themselves:
//
//	exceptions:
//	  - rule: workload/privileged_container
//	    paths: [deploy/]
//	    object: {kind: DaemonSet, name: node-*, container: tune}
//	    reason: loads the eBPF probes
//	    owner: team-network
//	    until: 2027-01-31
type Exceptions struct {
	// File is the path as it was given, Content what stands there.
	File source.File
	// List is in the order of the file.
	List []Exception
}

// An Exception is one entry. What it leaves out of paths and object it does not ask for.
type Exception struct {
	// Rule is an id, or another tool's name for rules.
	Rule string
	// Paths are the files, relative to the folder of the file of exceptions.
	Paths Patterns
	// Object holds globs in the syntax of path.Match.
	Object finding.Object
	Reason string
	Owner  string
	// Until is the last day on which it holds, at midnight UTC; the zero Time is no end.
	Until time.Time
	// Span is the name of the rule.
	Span source.Span
}

// ReadExceptions reads a file. It returns an [*Error] for a mistake in its content, and the errors of source.Read.
func ReadExceptions(name string) (Exceptions, error) {
	file, err := source.Read(name)
	if err != nil {
		return Exceptions{}, fmt.Errorf("read the exceptions: %w", err)
	}
	return ParseExceptions(file)
}

// ParseExceptions reads the content of a file. Every error is an [*Error].
func ParseExceptions(file source.File) (Exceptions, error) {
	r := newReader(file)
	read := Exceptions{File: file}
	err := r.mapping(map[string]func(field) error{
		"exceptions": func(f field) error {
			return r.list(f, func(element *yaml.Node) error {
				made, err := r.exception(element)
				read.List = append(read.List, made)
				return err
			})
		},
	})
	if err != nil {
		return Exceptions{}, err
	}
	return read, nil
}

func (r *reader) exception(node *yaml.Node) (Exception, error) {
	var made Exception
	err := r.each(node, map[string]func(field) error{
		"rule": func(f field) error {
			made.Span = r.span(f.value)
			return r.storeText(&made.Rule)(f)
		},
		"paths":  r.storePatterns(&made.Paths),
		"object": func(f field) error { return r.selector(f, &made.Object) },
		"reason": r.storeText(&made.Reason),
		"owner":  r.storeText(&made.Owner),
		"until":  r.storeDay(&made.Until),
	})
	if err == nil && made.Rule == "" {
		return Exception{}, r.wrong(node, "an exception without a rule")
	}
	return made, err
}

func (r *reader) selector(f field, object *finding.Object) error {
	return r.each(f.value, map[string]func(field) error{
		"kind": r.storeGlob(&object.Kind), "namespace": r.storeGlob(&object.Namespace),
		"name": r.storeGlob(&object.Name), "container": r.storeGlob(&object.Container),
	})
}

func (r *reader) storeGlob(target *string) func(field) error {
	return func(f field) error {
		if err := r.storeText(target)(f); err != nil {
			return err
		}
		if _, err := path.Match(*target, ""); err != nil {
			return r.wrong(f.value, fmt.Sprintf("%q is no glob: a bracket or a backslash is left open", *target))
		}
		return nil
	}
}

// storeDay reads a day, which YAML takes for a point in time.
func (r *reader) storeDay(target *time.Time) func(field) error {
	return func(f field) error {
		day, err := time.Parse(time.DateOnly, f.value.Value)
		if f.value.Kind != yaml.ScalarNode || err != nil {
			written := kind(f.value)
			if f.value.Kind == yaml.ScalarNode {
				written = fmt.Sprintf("%q", f.value.Value)
			}
			return r.wrong(f.value, written+" is no date of the form YYYY-MM-DD")
		}
		*target = day
		return nil
	}
}

// Validate checks that the rules exist. The error is an [*Error] that wraps rule.ErrUnknownRule.
func (e Exceptions) Validate(catalogue *rule.Catalogue) error {
	for _, each := range e.List {
		if _, err := catalogue.Resolve(each.Rule); err != nil {
			return &Error{File: e.File.Path, Span: each.Span, Err: err}
		}
	}
	return nil
}

// About reports whether the exception is about what a finding is about. The file is the finding's, relative to the folder
// of the file of exceptions.
func (e Exception) About(file string, object finding.Object) bool {
	return e.InPaths(file) && matches(e.Object.Kind, object.Kind) && matches(e.Object.Namespace, object.Namespace) &&
		matches(e.Object.Name, object.Name) && matches(e.Object.Container, object.Container)
}

// InPaths reports whether a file is among the paths, or there are none.
func (e Exception) InPaths(file string) bool {
	_, matched := e.Paths.Match(file)
	return matched || e.Paths.Empty()
}

// matches compares with a glob, kinds without regard to case as everybody writes them.
func matches(glob, name string) bool {
	if glob == "" {
		return true
	}
	matched, _ := path.Match(strings.ToLower(glob), strings.ToLower(name)) // the reader refuses malformed ones
	return matched
}
