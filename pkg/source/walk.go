package source

import (
	"context"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

// Entry is one thing that a walk found. With neither Skipped nor Err it is a file to read.
type Entry struct {
	Path    string // the root as given, then the way below it; with slashes
	Skipped string // why it is left out: "ignored by .gitignore:3"; below a folder that is left out nothing else is named
	Err     error  // why nobody could tell what it is; the walk went on
}

// WalkOptions widen or narrow a walk. The zero value is what people expect.
type WalkOptions struct {
	Ignore         *regexp.Regexp // leaves out the paths below the root that it matches; a folder is asked about with a slash at its end
	IncludeIgnored bool           // disregards .gitignore, .git/info/exclude and .seaworthyignore
}

// Walk gives the files of a tree in lexical order, each folder's names sorted by their bytes.
//
// A root that is a file is given whatever an ignore file says: it was asked for by name. In a folder, .gitignore files hold as git
// reads them (https://git-scm.com/docs/gitignore): those of every folder down from the top of the repository, even above the root,
// and .git/info/exclude. A .seaworthyignore has the same syntax and the last word. As in git, nothing below an ignored folder can be
// taken back. Settings of the person who runs it (core.excludesFile) have no say, so that everybody gets the same files.
//
// .git is never entered nor named. A symbolic link to a file is a file if it stays inside the repository (without one, the root); a
// link to a folder is left out, unless it is the root. A broken or circular link is an Err with the file system's reason. File sizes
// are not looked at: [Read] does.
//
// When ctx ends, the last entry carries its error.
func Walk(ctx context.Context, root string, options WalkOptions) iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		root := filepath.ToSlash(root)
		info, err := os.Stat(root)
		switch {
		case err != nil:
			yield(Entry{Path: root, Err: fmt.Errorf("walk: %w", err)})
		case !info.IsDir():
			yield(Entry{Path: root})
		default:
			(&walker{ended: ctx.Err, options: options, yield: yield}).root(root)
		}
	}
}

// walker is one walk. Its methods tell whether to go on.
type walker struct {
	ended    func() error // the error of the walk's context
	options  WalkOptions
	yield    func(Entry) bool
	boundary string // the folder that links must not lead out of, resolved
}

// folder is one that the walk is in.
type folder struct {
	path     string // for people and the file system
	location string // from the top of the tree that ignore files count from: "" there, "a/b" below
	rules    rules
}

func (f folder) child(name string) folder {
	return folder{path: path.Join(f.path, name), location: path.Join(f.location, name), rules: f.rules}
}

func (w *walker) root(root string) bool {
	resolved, err := resolve(root)
	if err != nil {
		return w.yield(Entry{Path: root, Err: fmt.Errorf("walk: %w", err)})
	}
	w.boundary = resolved
	start := folder{path: root}
	if top, within := repositoryTop(resolved); within {
		w.boundary = top
		if !w.descend(&start, top, resolved) {
			return false
		}
	}
	return w.folder(start)
}

// descend gives the root the rules of the folders above it, from the top of the repository down.
func (w *walker) descend(root *folder, top, resolved string) bool {
	below, err := filepath.Rel(top, resolved)
	if err != nil || below == "." {
		return true
	}
	at := folder{path: shorten(top, root.path)}
	for name := range strings.SplitSeq(filepath.ToSlash(below), "/") {
		if !w.collect(&at) {
			return false
		}
		at = at.child(name)
	}
	root.location, root.rules = at.location, at.rules
	return true
}

func (w *walker) folder(at folder) bool {
	names, err := os.ReadDir(at.path)
	if err != nil && !w.yield(Entry{Path: at.path, Err: fmt.Errorf("walk: %w", err)}) {
		return false
	}
	if !w.collect(&at) {
		return false
	}
	for _, name := range names {
		if name.Name() != gitFolder && !w.visit(at, name) {
			return false
		}
	}
	return true
}

// collect adds a folder's own ignore files to the rules that hold in it.
func (w *walker) collect(at *folder) bool {
	if w.options.IncludeIgnored {
		return true
	}
	var unreadable []Entry
	at.rules, unreadable = at.rules.enter(at.path, at.location)
	for _, entry := range unreadable {
		if !w.yield(entry) {
			return false
		}
	}
	return true
}

func (w *walker) visit(at folder, name fs.DirEntry) bool {
	found := at.child(name.Name())
	if err := w.ended(); err != nil {
		w.yield(Entry{Path: found.path, Err: fmt.Errorf("walk: %w", err)})
		return false
	}
	if reason := w.ignored(found, name.IsDir()); reason != "" {
		return w.yield(Entry{Path: found.path, Skipped: reason})
	}
	switch {
	case name.IsDir():
		return w.folder(found)
	case name.Type()&fs.ModeSymlink != 0:
		return w.yield(w.link(found.path))
	default:
		return w.yield(Entry{Path: found.path, Skipped: irregular(name.Type())})
	}
}

// ignored gives the reason why something is left out, or nothing.
func (w *walker) ignored(found folder, isFolder bool) string {
	asked := found.path
	if isFolder {
		asked += "/"
	}
	if w.options.Ignore != nil && w.options.Ignore.MatchString(asked) {
		return fmt.Sprintf("ignored by the expression %q", w.options.Ignore)
	}
	return found.rules.ignored(found.location, isFolder)
}

// link tells what a symbolic link leads to.
func (w *walker) link(linked string) Entry {
	info, err := os.Stat(linked)
	if err != nil {
		return Entry{Path: linked, Err: fmt.Errorf("follow symbolic link: %w", err)}
	}
	if info.IsDir() {
		return Entry{Path: linked, Skipped: "symbolic link to a folder"}
	}
	target, err := resolve(linked)
	if err != nil {
		return Entry{Path: linked, Err: fmt.Errorf("follow symbolic link: %w", err)}
	}
	if below, err := filepath.Rel(w.boundary, target); err != nil || !filepath.IsLocal(below) {
		return Entry{Path: linked, Skipped: "symbolic link out of the tree"}
	}
	return Entry{Path: linked, Skipped: irregular(info.Mode())}
}

func irregular(mode fs.FileMode) string {
	if mode.IsRegular() {
		return ""
	}
	return ErrNotRegular.Error()
}

// resolve gives the absolute path without symbolic links.
func resolve(name string) (string, error) {
	absolute, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(absolute)
}

// shorten writes an absolute path as people do who write like that: relative to the working directory unless the example is absolute.
func shorten(absolute, like string) string {
	working, err := resolve(".")
	if err != nil || filepath.IsAbs(like) {
		return filepath.ToSlash(absolute)
	}
	relative, err := filepath.Rel(working, absolute)
	if err != nil {
		return filepath.ToSlash(absolute)
	}
	return filepath.ToSlash(relative)
}
