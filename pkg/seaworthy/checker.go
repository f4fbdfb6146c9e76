// Package seaworthy tells whether containers are fit to ship: it reads Dockerfiles, compose files and Kubernetes manifests,
// and says where a rule does not hold, why that matters, and what to do about it.
//
//	checker, err := seaworthy.New(seaworthy.WithProfile("strict"))
//	if err != nil {
//		return err // an option names something that there is not
//	}
//	result, err := checker.CheckPaths(ctx, ".")
//	if err != nil {
//		return err // the rules do not compile, or ctx is done
//	}
//	for _, found := range result.Findings() {
//		fmt.Printf("%s:%s: %s\n", found.File, found.Span, found.Message)
//	}
//
// Findings are values, never errors, and so are files that can't be read: they stand in the result with the place of
// the mistake. An error means that the question could not be asked. Nothing is printed, nothing is fetched, and a
// Checker may be used from many goroutines.
package seaworthy

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"time"

	"github.com/seaworthy-policy/seaworthy/pkg/engine"
	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A Checker judges files by a choice of rules. Make one with New.
type Checker struct {
	settings   settings
	rules      []rule.Rule
	parameters rule.Parameters
	severities map[string]rule.Severity
	engine     *engine.Engine
	catalogue  *rule.Catalogue
	library    *policy.Library
}

// New prepares a checker with the rules of the default profile, or what the options make of them. It reads the
// catalogue; rules are compiled when the first file comes that they judge.
//
// The error wraps rule.ErrUnknownProfile, rule.ErrUnknownRule or rule.ErrParameter where an option is wrong, and those of
// policy.Library.With where rules of a tree are.
func New(options ...Option) (*Checker, error) {
	chosen := settings{profile: DefaultProfile, clock: time.Now}
	for _, option := range options {
		option(&chosen)
	}
	set, err := chosen.ruleSet()
	if err != nil {
		return nil, err
	}
	return prepare(chosen, set)
}

// prepare makes a checker of rules of a set.
func prepare(chosen settings, set *RuleSet) (*Checker, error) {
	library, catalogue := set.library, set.catalogue
	var err error
	if chosen.edition, err = readEdition(chosen.profile); err != nil {
		return nil, err
	}
	rules, err := chosen.choose(catalogue)
	if err != nil {
		return nil, err
	}
	parameters, err := chosen.effectiveParameters(catalogue)
	if err != nil {
		return nil, err
	}
	severities, err := chosen.effectiveSeverities(catalogue)
	if err != nil {
		return nil, err
	}
	for i, r := range rules {
		rules[i].Severity = cmp.Or(severities[r.ID], r.Severity)
	}
	judge := engine.New(library, inRego(rules), parameters)
	return &Checker{
		settings: chosen, rules: rules, parameters: parameters, severities: severities, engine: judge, catalogue: catalogue, library: library,
	}, nil
}

// Rules returns the rules that the checker asks, ordered by id.
func (c *Checker) Rules() []rule.Rule {
	return append([]rule.Rule(nil), c.rules...)
}

// grade gives findings the severities that options say.
func (c *Checker) grade(judged *finding.File) {
	for i, found := range judged.Findings {
		judged.Findings[i].Severity = cmp.Or(c.severities[found.Rule], found.Severity)
	}
	for i, excepted := range judged.Exceptions {
		judged.Exceptions[i].Finding.Severity = cmp.Or(c.severities[excepted.Finding.Rule], excepted.Finding.Severity)
	}
}

// ToldRules returns the rules that the checker asks with the values of their parameters as the defaults, for who carries them
// elsewhere.
func (c *Checker) ToldRules() []rule.Rule {
	told := c.Rules()
	for i, r := range told {
		told[i] = r.WithDefaults(c.parameters[r.ID])
	}
	return told
}

// Library returns the tree that the checker's rules stand in, for who carries them elsewhere: into a bundle, or a cluster.
func (c *Checker) Library() *policy.Library {
	return c.library
}

// Profile returns the name of the profile that holds.
func (c *Checker) Profile() string {
	return c.settings.profile
}

// Parameters returns the value of every parameter of the rules that the checker asks: what an option or the profile
// says, else the default.
func (c *Checker) Parameters() rule.Parameters {
	asked := rule.Parameters{}
	for _, r := range c.rules {
		if values := c.parameters[r.ID]; len(values) > 0 {
			asked[r.ID] = maps.Clone(values)
		}
	}
	return asked
}

// Check judges files that are in memory. Files that are of no format it reads come back as skipped, with the reason.
func (c *Checker) Check(ctx context.Context, files ...source.File) (finding.Result, error) {
	surroundings := surroundings{files: given(files), open: c.opener(files)}
	for _, file := range files {
		surroundings.add(file, c.recognise(file, true))
	}
	var result finding.Result
	for _, file := range files {
		judged, err := c.judge(ctx, file, c.recognise(file, true), surroundings)
		if err != nil {
			return finding.Result{}, err
		}
		result.Files = append(result.Files, judged)
	}
	result.Sort()
	return result, nil
}

// Prepare compiles all rules that judge files like this one. Check compiles what it needs when it needs it, which takes a
// tenth of a second now and then; a server does it before somebody waits. The errors are those of Documents, and those of
// rules that do not compile.
func (c *Checker) Prepare(file source.File) error {
	documents, _, err := c.Documents(file)
	if err != nil {
		return err
	}
	for _, document := range documents {
		if err := c.engine.Prepare(document); err != nil {
			return err
		}
	}
	return nil
}

// Documents returns the documents of a file as rules see them, and what of the file could not be read. The error
// wraps ErrUnknownFormat for a file of no format that is read.
func (c *Checker) Documents(file source.File) ([]*input.Document, []input.Problem, error) {
	f := c.recognise(file, true)
	if f == nil {
		return nil, nil, fmt.Errorf("%s: %w", file.Path, ErrUnknownFormat)
	}
	told := c.settings
	told.open = c.opener([]source.File{file})
	documents, problems := c.read(file, f, told)
	return documents, problems, nil
}

// read reads a file as its format, and tells the documents which day it is.
func (c *Checker) read(file source.File, f *format, told settings) ([]*input.Document, []input.Problem) {
	documents, problems := f.read(file, told)
	for _, document := range documents {
		if document.Reference != nil {
			document.Reference.Today = c.settings.clock().UTC().Format(time.DateOnly)
		}
	}
	return documents, problems
}
