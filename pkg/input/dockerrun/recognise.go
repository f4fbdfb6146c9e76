package dockerrun

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/shell"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// NamedMakefile reports whether files of this path are Makefiles: Makefile, GNUmakefile, docker.mk.
func NamedMakefile(filePath string) bool {
	base := strings.ToLower(path.Base(filePath))
	return base == "makefile" || base == "gnumakefile" || path.Ext(base) == ".mk"
}

// NamedShell reports whether files of this path are shell scripts by their ending.
func NamedShell(filePath string) bool {
	return slices.Contains([]string{".sh", ".bash", ".ksh", ".zsh"}, strings.ToLower(path.Ext(filePath)))
}

// MayBeShell reports whether a file of this path may be a shell script, for its first line to tell: its name has no ending.
func MayBeShell(filePath string) bool {
	return path.Ext(filePath) == ""
}

// BeginsAsShell reports whether content begins with the line that names a shell: `#!/bin/sh`, `#!/usr/bin/env bash`. Some
// hundred bytes of it are enough.
func BeginsAsShell(content []byte) bool {
	line, found := bytes.CutPrefix(content, []byte("#!"))
	if !found {
		return false
	}
	line, _, _ = bytes.Cut(line, []byte("\n"))
	_, _, isShell := shell.DialectOf(strings.Fields(string(line)))
	return isShell
}

// IsShell reports whether a file is a shell script, by its name or first line.
func IsShell(file source.File) bool {
	return NamedShell(file.Path) || !NamedMakefile(file.Path) && BeginsAsShell(file.Content)
}

// RunsContainers reports whether a script or Makefile holds a command that is read here. It looks for words first, and
// parses only what has them.
func RunsContainers(file source.File) bool {
	if NamedMakefile(file.Path) {
		return len(makefileCalls(file.Content)) > 0
	}
	calls, _ := shellCalls(file)
	return len(calls) > 0
}

var (
	toolWords = [][]byte{[]byte("docker"), []byte("podman"), []byte("nerdctl"), []byte("buildah")}
	verbWords = [][]byte{[]byte("run"), []byte("create"), []byte("exec")}
)

// mayHold tells whether content has the words that every call has.
func mayHold(content []byte) bool {
	return hasTool(content) && slices.ContainsFunc(verbWords, func(word []byte) bool { return bytes.Contains(content, word) })
}

// hasTool tells whether content names a container tool.
func hasTool(content []byte) bool {
	return slices.ContainsFunc(toolWords, func(word []byte) bool { return bytes.Contains(content, word) })
}
