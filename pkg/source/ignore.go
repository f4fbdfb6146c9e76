package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
)

const (
	gitIgnoreFile = ".gitignore"
	ownIgnoreFile = ".seaworthyignore"
)

// rules are the ignore files that hold in a folder: our own, which decide first, and git's.
type rules struct {
	own, git *ignoreFile
}

// ignoreFile is one file of patterns, linked to the one that is asked when none of them speaks of a path.
type ignoreFile struct {
	path     string // for people
	location string // of the folder that its patterns count from
	patterns []pattern
	outer    *ignoreFile
}

// enter adds what a folder's own files say. A folder with its own .git begins a repository: git's rules from outside end there.
// The entries are those of ignore files that are there and cannot be read.
func (r rules) enter(folder, location string) (rules, []Entry) {
	var unreadable []Entry
	read := func(name string, outer *ignoreFile) *ignoreFile {
		inner, err := readIgnoreFile(name, location, outer)
		if err != nil {
			unreadable = append(unreadable, Entry{Path: name, Err: err})
		}
		return inner
	}
	if exclude, repository := excludeFile(folder); repository {
		r.git = read(exclude, nil)
	}
	if name := path.Join(folder, gitIgnoreFile); holdsPatterns(name) {
		r.git = read(name, r.git)
	}
	if name := path.Join(folder, ownIgnoreFile); holdsPatterns(name) {
		r.own = read(name, r.own)
	}
	return r, unreadable
}

// holdsPatterns tells whether an ignore file is there. Git does not follow a symbolic link to one in a working tree.
func holdsPatterns(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && info.Mode().IsRegular()
}

// readIgnoreFile links a file to the outer one, and gives the outer one alone where there is nothing to link.
func readIgnoreFile(name, location string, outer *ignoreFile) (*ignoreFile, error) {
	file, err := Read(name)
	if errors.Is(err, fs.ErrNotExist) {
		return outer, nil
	}
	if err != nil {
		return outer, fmt.Errorf("read ignore file: %w", err)
	}
	return &ignoreFile{path: file.Path, location: location, patterns: parseIgnoreFile(file.Content), outer: outer}, nil
}

// ignored gives the reason why a location is left out, or nothing.
func (r rules) ignored(location string, folder bool) string {
	for _, chain := range []*ignoreFile{r.own, r.git} {
		file, decisive := chain.decide(location, folder)
		switch {
		case file == nil:
			continue
		case decisive.negated:
			return ""
		default:
			return fmt.Sprintf("ignored by %s:%d", file.path, decisive.line)
		}
	}
	return ""
}

// decide finds the pattern with the last word: the last that matches in the innermost file where one does.
func (f *ignoreFile) decide(location string, folder bool) (*ignoreFile, pattern) {
	for ; f != nil; f = f.outer {
		below := location
		if f.location != "" {
			below = strings.TrimPrefix(location, f.location+"/")
		}
		for index := len(f.patterns) - 1; index >= 0; index-- {
			if f.patterns[index].matches(below, folder) {
				return f, f.patterns[index]
			}
		}
	}
	return nil, pattern{}
}
