package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"github.com/seaworthy-policy/seaworthy/pkg/config"
	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A configuredChecker checks each file by the configuration that holds for it.
type configuredChecker struct {
	finder    config.Finder
	catalogue *rule.Catalogue
	// options hold for all files; chosen come from the command line and win over the configuration.
	options, chosen []seaworthy.Option
	// asksAll tells that the command line names the rules to ask, whatever a configuration skips.
	asksAll bool
	// project is the folder that names of files count from in fingerprints, absolute.
	project string
	// asked are the ids of all rules that were asked about some file.
	asked map[string]bool
	// read are the configurations that were come across, by path.
	read map[string]config.Config
	// excluded are the reasons for files that a configuration leaves out, by path.
	excluded map[string]string
	// shellCheckMissing is nil where ShellCheck is installed.
	shellCheckMissing func()
}

// A governing is what holds for a file: a configuration, none where it is empty, and those of its overrides that match.
type governing struct {
	configuration string
	overrides     string // a letter for each override: y where it matches, n where not
}

// newConfiguredChecker takes the user's own rules as well as the built-in ones.
func newConfiguredChecker(options, chosen []seaworthy.Option, own treeFlags) (*configuredChecker, error) {
	rules, err := own.load()
	if err != nil {
		return nil, err
	}
	options = append(slices.Clone(options), seaworthy.WithRuleSet(rules))
	return &configuredChecker{
		catalogue: rules.Catalogue(), options: options, chosen: chosen, read: map[string]config.Config{}, excluded: map[string]string{},
		project: projectFolder(), asked: map[string]bool{},
	}, nil
}

// new makes a checker for the files for which the same holds.
func (c *configuredChecker) new(holds governing) (*seaworthy.Checker, error) {
	options := slices.Clone(c.options)
	if holds.configuration != "" {
		read := c.read[holds.configuration]
		options = append(options, c.optionsOf(read.Choice)...)
		for i, override := range read.Overrides {
			if holds.overrides[i] == 'y' {
				options = append(options, c.optionsOf(override.Choice)...)
			}
		}
		if read.NoInline {
			options = append(options, seaworthy.WithoutInline())
		}
	}
	made, err := seaworthy.New(append(options, c.chosen...)...)
	if err != nil {
		return nil, err
	}
	c.noteShellCheck(made)
	for _, r := range made.Rules() {
		c.asked[r.ID] = true
	}
	return made, nil
}

func (c *configuredChecker) optionsOf(choice config.Choice) []seaworthy.Option {
	options := []seaworthy.Option{seaworthy.WithParameters(choice.Parameters), seaworthy.WithSeverities(choice.Severities)}
	if choice.Profile != "" {
		options = append(options, seaworthy.WithProfile(choice.Profile))
	}
	if !c.asksAll {
		options = append(options, seaworthy.WithMoreRules(choice.Also...), seaworthy.WithoutRules(choice.Skip...))
	}
	return options
}

// unconfigured reports whether no configuration held for any file.
func (c *configuredChecker) unconfigured() bool {
	return len(c.read) == 0
}

// file judges a file that is in memory. Somebody asked for it, so that it is a problem if it can't be recognised.
func (c *configuredChecker) file(ctx context.Context, file source.File) (finding.Result, error) {
	holds, err := c.find(file.Path)
	if err != nil {
		return finding.Result{}, err
	}
	if c.excluded[file.Path] != "" {
		return finding.Result{}, nil // leftOut has it
	}
	checker, err := c.new(holds)
	if err != nil {
		return finding.Result{}, err
	}
	result, err := checker.Check(ctx, file)
	for i, judged := range result.Files {
		if judged.Format == "" {
			result.Files[i] = finding.File{Path: judged.Path, Problems: []finding.Problem{{Message: judged.Skipped}}}
		}
	}
	return result, err
}

// paths judges files and folders: once with what holds for the first path, and again with each other configuration and
// choice of overrides that it comes across. Nearly always there is but one, and so one walk. When ctx ends, the result holds
// what was judged until then.
func (c *configuredChecker) paths(ctx context.Context, paths []string) (finding.Result, error) {
	var result finding.Result
	if len(paths) == 0 {
		return result, nil
	}
	first, err := c.find(within(paths[0]))
	if err != nil {
		return result, err
	}
	delete(c.excluded, within(paths[0])) // it only stands for the folder
	parts := []governing{first}
	for i := 0; i < len(parts); i++ {
		judged, found, err := c.part(ctx, paths, parts[i])
		result.Files = append(result.Files, judged.Files...)
		if err != nil {
			return result, err
		}
		for _, holds := range found {
			if !slices.Contains(parts, holds) {
				parts = append(parts, holds)
			}
		}
	}
	return result, nil
}

// leftOut are the files that configurations exclude.
func (c *configuredChecker) leftOut() []finding.File {
	var files []finding.File
	for path, reason := range c.excluded {
		files = append(files, finding.File{Path: path, Skipped: reason})
	}
	return files
}

// part judges the files for which the same holds, and returns all that it came across.
func (c *configuredChecker) part(ctx context.Context, paths []string, part governing) (finding.Result, []governing, error) {
	checker, err := c.new(part)
	if err != nil {
		return finding.Result{}, nil, err
	}
	var found []governing
	var failed error
	result, err := checker.CheckPathsWhere(ctx, func(path string) bool {
		holds, err := c.find(path)
		if err != nil {
			failed = cmp.Or(failed, err)
		}
		if c.excluded[path] != "" {
			return false
		}
		if len(found) == 0 || found[len(found)-1] != holds {
			found = append(found, holds)
		}
		return holds == part
	}, paths...)
	if err == nil {
		err = failed
	}
	return result, found, err
}

// find returns what holds for a path, and remembers it if it is excluded. A folder that can't be entered has no configuration
// that anybody could know of; the walk tells what is wrong with it, and the other paths are judged.
func (c *configuredChecker) find(path string) (governing, error) {
	found, err := c.finder.Find(path)
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.ENOTDIR) {
		return governing{}, nil
	}
	if err != nil || found == "" {
		return governing{}, err
	}
	read, err := c.configuration(found)
	if err != nil {
		return governing{}, err
	}
	below, err := relativeTo(filepath.Dir(found), path)
	if err != nil {
		return governing{}, err
	}
	if pattern, excluded := read.Exclude.Match(below); excluded {
		c.excluded[path] = fmt.Sprintf("excluded by %s:%d", found, pattern.Span.Line)
	}
	return governing{found, matching(read.Overrides, below)}, nil
}

// configuration reads a file once.
func (c *configuredChecker) configuration(path string) (config.Config, error) {
	if known, found := c.read[path]; found {
		return known, nil
	}
	read, err := config.Read(path)
	if err != nil {
		return config.Config{}, err
	}
	if err := read.Validate(c.catalogue, seaworthy.CheckProfile); err != nil {
		return config.Config{}, err
	}
	c.read[path] = read
	return read, nil
}

// relativeTo writes a path as it is seen from a folder, with slashes. Either may be relative to the working directory.
func relativeTo(folder, path string) (string, error) {
	from, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	to, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	below, err := filepath.Rel(from, to)
	return filepath.ToSlash(below), err
}

func matching(overrides []config.Override, path string) string {
	letters := make([]byte, len(overrides))
	for i, override := range overrides {
		letters[i] = 'n'
		if _, matches := override.Paths.Match(path); matches {
			letters[i] = 'y'
		}
	}
	return string(letters)
}

// within names a file of a folder, for which the folder's own configuration holds.
func within(path string) string {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return filepath.Join(path, config.Name)
	}
	return path
}
