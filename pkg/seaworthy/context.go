package seaworthy

import (
	"os"
	"path"
	"strings"
	"sync"

	"github.com/seaworthy-policy/seaworthy/pkg/input/ignorefile"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// neighbours are the files around the one that is judged.
type neighbours interface {
	// read returns a file's content, false where there is none.
	read(path string) ([]byte, bool)
	has(path string) bool
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

// inContext returns what reports whether a path is in the build context of a Dockerfile. An ignore file beside it says
// that its folder is the context; without one nothing is known, and nothing is in it. The ignore file is read when the
// first path is asked for: https://docs.docker.com/build/concepts/context/#filename-and-location.
func inContext(dockerfile string, files neighbours) func(string) bool {
	if files == nil {
		return nil
	}
	folder := path.Dir(dockerfile)
	patterns := sync.OnceValues(func() (ignorefile.Patterns, bool) {
		for _, name := range []string{dockerfile + ".dockerignore", path.Join(folder, ".dockerignore"), path.Join(folder, ".containerignore")} {
			if content, found := files.read(path.Clean(name)); found {
				read, err := ignorefile.Read(content)
				return read, err == nil
			}
		}
		return nil, false
	})
	return func(name string) bool {
		read, known := patterns()
		return known && !strings.HasPrefix(name, "/") && !read.Exclude(name) && files.has(path.Join(folder, name))
	}
}
