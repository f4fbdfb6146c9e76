package seaworthy

import (
	"os"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/ignorefile"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// neighbours are the files around the one that is judged.
type neighbours interface {
	// read returns a file's content, false where there is none.
	read(path string) ([]byte, bool)
	has(path string) bool
	// repository reports whether a folder is the root of a repository.
	repository(folder string) bool
}

// onDisk are the files of the file system.
type onDisk struct{}

func (onDisk) read(name string) ([]byte, bool) {
	file, err := source.Read(name)
	return file.Content, err == nil
}

func (onDisk) has(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

func (d onDisk) repository(folder string) bool {
	return d.has(path.Join(folder, ".git"))
}

// given are files in memory. Nothing is known of what nobody gives but one thing: where there is a build context, there
// is nearly always a repository.
type given []source.File

func (g given) read(name string) ([]byte, bool) {
	for _, file := range g {
		if path.Clean(file.Path) == name {
			return file.Content, true
		}
	}
	return nil, false
}

func (g given) has(name string) bool {
	if path.Base(path.Dir(name)) == ".git" {
		return true
	}
	_, found := g.read(name)
	return found
}

func (g given) repository(folder string) bool {
	return slices.ContainsFunc(g, func(file source.File) bool {
		return strings.HasPrefix(path.Clean(file.Path), path.Join(folder, ".git")+"/")
	})
}

// A buildContext is the folder that a Dockerfile is built in: the one that a compose file says, or else the Dockerfile's own.
// That is known to be the one where an ignore file stands beside it, or where it is the root of a repository:
// https://docs.docker.com/build/concepts/context/#filename-and-location.
type buildContext struct {
	dockerfile, folder string
	// told tells that somebody says which folder it is.
	told  bool
	files neighbours
	// ignored is asked once, when something hangs on it: most Dockerfiles name what they copy.
	ignored func() ignored
}

// ignored is what stays out of a context.
type ignored struct {
	// known tells that the folder is the context.
	known bool
	// file is the ignore file, empty where there is none.
	file     string
	patterns ignorefile.Patterns
}

func contextOf(dockerfile string, around surroundings) buildContext {
	context := buildContext{dockerfile: dockerfile, folder: path.Dir(dockerfile), files: around.files}
	if folder := around.contexts[path.Clean(dockerfile)]; folder != "" {
		context.folder, context.told = folder, true
	}
	context.ignored = sync.OnceValue(context.readIgnored)
	return context
}

func (c buildContext) readIgnored() ignored {
	if c.files == nil {
		return ignored{}
	}
	for _, name := range []string{c.dockerfile + ".dockerignore", path.Join(c.folder, ".dockerignore"), path.Join(c.folder, ".containerignore")} {
		if content, found := c.files.read(path.Clean(name)); found {
			patterns, err := ignorefile.Read(content)
			return ignored{known: err == nil, file: name, patterns: patterns}
		}
	}
	return ignored{known: c.told || c.files.repository(c.folder)}
}

// holds reports whether a path is in the context: it is there, and no ignore file keeps it out. It is never where the
// context is not known.
func (c buildContext) holds(name string) bool {
	out := c.ignored()
	if !out.known || strings.HasPrefix(name, "/") || out.file != "" && out.patterns.Exclude(name) {
		return false
	}
	return c.files.has(path.Join(c.folder, name))
}

// project returns the build of a Dockerfile that copies the whole of a context that is known; nil for any other document.
func (c buildContext) project(document *input.Document) *input.Project {
	if document.Dockerfile == nil {
		return nil
	}
	build := input.Build{Dockerfile: c.dockerfile}
	build.Wholes = append(wholes("COPY", document.Dockerfile.Instructions.Copy), wholes("ADD", document.Dockerfile.Instructions.Add)...)
	if len(build.Wholes) == 0 || !c.ignored().known {
		return nil
	}
	build.IgnoreFile = c.ignored().file
	return &input.Project{Builds: []input.Build{build}}
}

func wholes(instruction string, copies []input.Copy) []input.WholeCopy {
	var found []input.WholeCopy
	for _, each := range copies {
		for _, from := range each.Sources {
			if each.From == "" && from.Kind == "context" {
				found = append(found, input.WholeCopy{Instruction: instruction, At: from.At})
			}
		}
	}
	return found
}
