package seaworthy

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/input/compose"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// An opener reads a file that another one takes in, by its path as that one's is given.
type opener func(path string) ([]byte, error)

// within reads what lies below a folder. A file outside, be it by a symbolic link, is not read: whoever wrote the files that
// are judged shall not choose what of this machine comes into a report.
func within(root string) opener {
	return func(name string) ([]byte, error) {
		relative, err := filepath.Rel(filepath.FromSlash(root), filepath.FromSlash(name))
		if err != nil || !filepath.IsLocal(relative) {
			return nil, compose.ErrOutside
		}
		opened, err := os.OpenInRoot(filepath.FromSlash(root), relative)
		if err != nil {
			if strings.Contains(err.Error(), "escapes from parent") {
				return nil, compose.ErrOutside
			}
			return nil, err
		}
		defer opened.Close()
		if info, err := opened.Stat(); err != nil || !info.Mode().IsRegular() {
			return nil, errors.Join(err, source.ErrNotRegular)
		}
		file, err := source.ReadFrom(opened, name)
		return file.Content, err
	}
}

// among reads from files in memory.
func among(files []source.File) opener {
	return func(name string) ([]byte, error) {
		for _, file := range files {
			if path.Clean(file.Path) == path.Clean(name) {
				return file.Content, nil
			}
		}
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
	}
}

// opener is what files that are in memory may take in: each other, and what lies below the folder of WithRoot.
func (c *Checker) opener(files []source.File) opener {
	if c.settings.root == "" {
		return c.allowed(among(files))
	}
	inMemory, below := among(files), within(c.settings.root)
	return c.allowed(func(name string) ([]byte, error) {
		if content, err := inMemory(name); err == nil {
			return content, nil
		}
		return below(name)
	})
}

// below is what a file of a walk may take in: whatever lies in the tree that was asked for, and for a file that was named
// itself in its folder.
func (c *Checker) below(each candidate) opener {
	root := each.root
	if c.settings.root != "" {
		root = c.settings.root
	} else if each.asked {
		root = path.Dir(each.path)
	}
	return c.allowed(within(root))
}

// allowed lets the files through that an option names, wherever they are.
func (c *Checker) allowed(open opener) opener {
	if len(c.settings.environmentFiles) == 0 {
		return open
	}
	return func(name string) ([]byte, error) {
		if slices.Contains(c.settings.environmentFiles, name) {
			file, err := source.Read(name)
			return file.Content, err
		}
		return open(name)
	}
}

// merge takes out the candidates that are a part of another's project, which judges them: overrides and included files.
func (c *Checker) merge(candidates []candidate) ([]finding.File, []candidate) {
	there := map[string]bool{}
	for _, each := range candidates {
		there[each.path] = true
	}
	taken := map[string]string{}
	for _, each := range candidates {
		if base := compose.Base(each.path, func(name string) bool { return there[name] }); base != "" && !each.asked {
			taken[each.path] = "merged into " + base
		}
	}
	for _, each := range candidates {
		if !compose.Named(each.path) || taken[each.path] != "" {
			continue
		}
		for _, included := range c.includes(each) {
			if there[included] && included != each.path && taken[included] == "" {
				taken[included] = "included in " + each.path
			}
		}
	}
	var left []finding.File
	kept := slices.DeleteFunc(candidates, func(each candidate) bool {
		reason := taken[each.path]
		if reason == "" || each.asked {
			return false
		}
		left = append(left, finding.File{Path: each.path, Skipped: reason})
		return true
	})
	return left, kept
}

// includes are the files that a compose file takes in.
func (c *Checker) includes(each candidate) []string {
	file, err := source.Read(each.path)
	if err != nil {
		return nil
	}
	return compose.Includes(file)
}
