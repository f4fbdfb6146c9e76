// Package config reads .seaworthy.yaml, in which a project says once what everybody would otherwise say on the command line.
//
// The file that holds for a Dockerfile or manifest is the nearest one upwards, so that a team's folder may differ from the
// rest of a repository. It names a profile, gives rules their parameters and severities, and says what is left out, for all
// files or for some:
//
//	profile: strict
//	parameters:
//	  workload/root_user: {include_overridden: true}
//	exclude: [vendor/]
//	overrides:
//	  - paths: [dev/]
//	    skip: [dockerfile/missing_healthcheck]
//
// Schema is the same for editors, as JSON Schema.
//
// Reading is strict, since a misspelt key would change nothing without a word. Every mistake is an [*Error] with its place:
//
//	file, err := finder.Find("api/Dockerfile")
//	read, err := config.Read(file)
//	err = read.Validate(catalogue, checkProfile)
package config

import (
	"fmt"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// Name is what the file is called.
const Name = ".seaworthy.yaml"

// A Config is the content of a file. It does not change after Parse.
type Config struct {
	// File is the path as it was given.
	File string
	// Choice holds for all files below the folder of the file.
	Choice
	// Exclude are the files that are not judged, relative to the folder of the file.
	Exclude Patterns
	// Overrides hold for some of the files, the last one that matches first.
	Overrides []Override
	// NoInline tells that comments and annotations of files may not except findings: the file says `inline: false`.
	NoInline bool
}

// A Choice is what is asked, and how.
type Choice struct {
	// Profile is the profile's name, absent where the file names none.
	Profile string
	// Parameters are by the names that the file uses for rules: ids, or other tools' names for the same defect.
	// Resolve turns them into ids.
	Parameters rule.Parameters
	// Severities are what defects are worth here, by such names.
	Severities map[string]rule.Severity
	// Also are such names of rules that are asked besides those of the profile, Skip of rules that are not asked. A rule that
	// both name is not asked.
	Also, Skip []string

	profileSpan source.Span
	settings    []setting
}

// An Override is a choice for some files.
type Override struct {
	// Paths are the files, relative to the folder of the configuration.
	Paths Patterns
	Choice
}

// A Pattern is a line as in .gitignore, and where it stands.
type Pattern struct {
	Text string
	Span source.Span
}

// Patterns are a list of them. The zero Patterns match nothing.
type Patterns struct {
	list     []Pattern
	compiled source.Patterns
}

// NewPatterns prepares a list.
func NewPatterns(list ...Pattern) Patterns {
	texts := make([]string, len(list))
	for i, each := range list {
		texts[i] = each.Text
	}
	return Patterns{list, source.NewPatterns(texts...)}
}

// Empty reports whether there are none.
func (p Patterns) Empty() bool { return len(p.list) == 0 }

// Match returns the pattern that has the last word on a path, which is relative to the folder that the patterns count from;
// false where none matches, or one that begins with an exclamation mark takes the path back.
func (p Patterns) Match(path string) (Pattern, bool) {
	index, matched := p.compiled.Match(path)
	if !matched {
		return Pattern{}, false
	}
	return p.list[index], true
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
	config := Config{File: file.Path, Choice: Choice{Parameters: rule.Parameters{}}}
	keys := r.choice(&config.Choice)
	keys["inline"] = func(f field) error {
		inline, err := r.boolean(f)
		config.NoInline = !inline
		return err
	}
	keys["exclude"] = r.storePatterns(&config.Exclude)
	keys["overrides"] = func(f field) error {
		return r.list(f, func(element *yaml.Node) error {
			made, err := r.override(element)
			config.Overrides = append(config.Overrides, made)
			return err
		})
	}
	if err := r.mapping(keys); err != nil {
		return Config{}, err
	}
	return config, nil
}
