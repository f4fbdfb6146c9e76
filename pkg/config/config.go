// Package config reads .seaworthy.yaml, in which a project says once what everybody would otherwise say on the command line.
//
// The file that holds for a Dockerfile or manifest is the nearest one upwards, so that a team's folder may differ from the
// rest of a repository. It names a profile, and gives rules their parameters:
//
//	profile: strict
//	parameters:
//	  workload/root_user: {include_overridden: true}
//
// Reading is strict, since a misspelt key would change nothing without a word. Every mistake is an [*Error] with its place:
//
//	file, err := finder.Find("api/Dockerfile")
//	read, err := config.Read(file)
//	err = read.Validate(catalogue, checkProfile)
package config

import (
	"fmt"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// Name is what the file is called.
const Name = ".seaworthy.yaml"

// A Config is the content of a file. It does not change after Parse.
type Config struct {
	// File is the path as it was given.
	File string
	// Profile is the profile's name, absent where the file names none.
	Profile string
	// Parameters are by the names that the file uses for rules: ids, or other tools' names for the same defect.
	// Resolve turns them into ids.
	Parameters rule.Parameters
	// NoInline tells that comments and annotations of files may not except findings: the file says `inline: false`.
	NoInline bool

	profileSpan source.Span
	settings    []setting
}

// A setting is one parameter of a rule, or, with no parameter, the rule's own key, in the order of the file.
type setting struct {
	rule, parameter string
	span            source.Span
}

// An Error is a mistake in a file.
type Error struct {
	// File is the path as it was given.
	File string
	// Span is where the mistake is.
	Span source.Span
	// Err says what is wrong.
	Err error
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s:%s: %v", e.File, e.Span, e.Err)
}

// Unwrap returns what is wrong, without the place.
func (e *Error) Unwrap() error {
	return e.Err
}

// Read reads a file. It returns an [*Error] for a mistake in its content, and the errors of source.Read.
func Read(path string) (Config, error) {
	file, err := source.Read(path)
	if err != nil {
		return Config{}, fmt.Errorf("read the configuration: %w", err)
	}
	return Parse(file)
}

// Parse reads the content of a file. Every error is an [*Error]. An empty file says nothing, and is right.
func Parse(file source.File) (Config, error) {
	r := newReader(file)
	config := Config{File: file.Path, Parameters: rule.Parameters{}}
	err := r.mapping(map[string]func(field) error{
		"profile": func(f field) error {
			config.profileSpan = r.span(f.value)
			var err error
			config.Profile, err = r.text(f)
			return err
		},
		"inline": func(f field) error {
			inline, err := r.boolean(f)
			config.NoInline = !inline
			return err
		},
		"parameters": func(f field) error {
			var err error
			config.Parameters, config.settings, err = r.parameters(f.value)
			return err
		},
	})
	if err != nil {
		return Config{}, err
	}
	return config, nil
}
