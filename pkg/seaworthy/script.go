package seaworthy

import (
	"io"
	"os"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerrun"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// Scripts and Makefiles are files like any others; only those that run containers are judged, so neither the name nor the
// look of one is enough.
var (
	shellFormat = &format{
		name:  "shell",
		named: func(string) bool { return false },
		holds: func(string, []byte) bool { return false },
		parse: func(file source.File, _ settings) ([]*input.Document, []input.Problem) {
			return dockerrun.ParseShell(file)
		},
	}
	makefileFormat = &format{
		name:  "makefile",
		named: func(string) bool { return false },
		holds: func(string, []byte) bool { return false },
		parse: func(file source.File, _ settings) ([]*input.Document, []input.Problem) {
			return dockerrun.ParseMakefile(file)
		},
	}
)

// isScript reports whether a file is a script or Makefile, whatever it does.
func isScript(file source.File) bool {
	return dockerrun.NamedMakefile(file.Path) || dockerrun.IsShell(file)
}

// scriptFormat returns the format of a script or Makefile that runs containers, nil for any other.
func scriptFormat(file source.File) *format {
	switch {
	case !dockerrun.RunsContainers(file):
		return nil
	case dockerrun.NamedMakefile(file.Path):
		return makefileFormat
	}
	return shellFormat
}

// namedScript reports whether files of this path are scripts or Makefiles by their name.
func namedScript(path string) bool {
	return dockerrun.NamedShell(path) || dockerrun.NamedMakefile(path)
}

// firstLine is how many bytes of a file tell whether it is a script.
const firstLine = 128

// beginsAsScript reports whether a file whose name tells nothing begins as a script does. One that can't be read is none.
func beginsAsScript(path string) bool {
	return dockerrun.MayBeShell(path) && dockerrun.BeginsAsShell(beginning(path, firstLine))
}

// beginning returns the first bytes of a file, nil where it can't be read.
func beginning(path string, size int) []byte {
	opened, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer opened.Close()
	start := make([]byte, size)
	count, _ := io.ReadFull(opened, start) // a shorter file is no error
	return start[:count]
}
