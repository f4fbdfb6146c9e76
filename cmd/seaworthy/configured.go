package main

import (
	"context"
	"errors"
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
	// foundConfiguration tells that a configuration held for some file.
	foundConfiguration bool
	// shellCheckMissing is nil where ShellCheck is installed.
	shellCheckMissing func()
}

// newConfiguredChecker knows the rules of trees as well, which chosen brings.
func newConfiguredChecker(options, chosen []seaworthy.Option, trees []fs.FS) (*configuredChecker, error) {
	catalogue, err := seaworthy.Catalogue(trees...)
	if err != nil {
		return nil, err
	}
	return &configuredChecker{catalogue: catalogue, options: options, chosen: chosen}, nil
}

// new makes a checker by a configuration file, or by none.
func (c *configuredChecker) new(configuration string) (*seaworthy.Checker, error) {
	options := slices.Clone(c.options)
	if configuration != "" {
		c.foundConfiguration = true
		read, err := config.Read(configuration)
		if err != nil {
			return nil, err
		}
		if err := read.Validate(c.catalogue, seaworthy.CheckProfile); err != nil {
			return nil, err
		}
		if read.Profile != "" {
			options = append(options, seaworthy.WithProfile(read.Profile))
		}
		options = append(options, seaworthy.WithParameters(read.Parameters))
		if read.NoInline {
			options = append(options, seaworthy.WithoutInline())
		}
	}
	made, err := seaworthy.New(append(options, c.chosen...)...)
	if err == nil {
		c.noteShellCheck(made)
	}
	return made, err
}

// unconfigured reports whether no configuration held for any file.
func (c *configuredChecker) unconfigured() bool {
	return !c.foundConfiguration
}

// file judges a file that is in memory. Somebody asked for it, so that it is a problem if it can't be recognised.
func (c *configuredChecker) file(ctx context.Context, file source.File) (finding.Result, error) {
	configuration, err := c.find(file.Path)
	if err != nil {
		return finding.Result{}, err
	}
	checker, err := c.new(configuration)
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

// paths judges files and folders: once with the configuration of the first path, and again with each other one that it
// comes across. Nearly always there is but one, and so one walk.
func (c *configuredChecker) paths(ctx context.Context, paths []string) (finding.Result, error) {
	var result finding.Result
	if len(paths) == 0 {
		return result, nil
	}
	first, err := c.find(within(paths[0]))
	if err != nil {
		return result, err
	}
	configurations := []string{first}
	for i := 0; i < len(configurations); i++ {
		judged, found, err := c.part(ctx, paths, configurations[i])
		if err != nil {
			return result, err
		}
		result.Files = append(result.Files, judged.Files...)
		for _, configuration := range found {
			if !slices.Contains(configurations, configuration) {
				configurations = append(configurations, configuration)
			}
		}
	}
	return result, nil
}

// part judges the files for which one configuration holds, and returns all configurations that it came across.
func (c *configuredChecker) part(ctx context.Context, paths []string, configuration string) (finding.Result, []string, error) {
	checker, err := c.new(configuration)
	if err != nil {
		return finding.Result{}, nil, err
	}
	var found []string
	var failed error
	result, err := checker.CheckPathsWhere(ctx, func(path string) bool {
		nearest, err := c.find(path)
		if err != nil {
			failed = err
		}
		if len(found) == 0 || found[len(found)-1] != nearest {
			found = append(found, nearest)
		}
		return nearest == configuration
	}, paths...)
	if err == nil {
		err = failed
	}
	return result, found, err
}

// find returns the configuration that holds for a path. A folder that can't be entered has none that anybody could know
// of; the walk tells what is wrong with it, and the other paths are judged.
func (c *configuredChecker) find(path string) (string, error) {
	found, err := c.finder.Find(path)
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.ENOTDIR) {
		return "", nil
	}
	return found, err
}

// within names a file of a folder, for which the folder's own configuration holds.
func within(path string) string {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return filepath.Join(path, config.Name)
	}
	return path
}
