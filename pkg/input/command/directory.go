package command

import (
	"path"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// A LayerScript is the script of a RUN together with what decides what it does to files.
type LayerScript struct {
	Commands []shell.Command
	Mounts   []input.Mount
	// Workdir is the directory that the script starts in, empty if nobody knows.
	Workdir string
	Site    input.Site
	Place   Placer
	// directories are the working directories of the commands.
	directories []string
}

// site is the script's with the place of one of its parts.
func (s LayerScript) site(at string) input.Site {
	site := s.Site
	site.At, site.Comments = at, nil
	return site
}

// workingDirectories returns the working directory of each command, empty where nobody knows. What a subshell changes ends
// with it.
func (s LayerScript) workingDirectories() []string {
	current, inside, wasInside := s.Workdir, "", false
	found := make([]string, len(s.Commands))
	for i, c := range s.Commands {
		isInside := slices.Contains(c.Wrappers, "subshell") || slices.Contains(c.Wrappers, "substitution")
		if isInside && !wasInside {
			inside = current
		}
		wasInside = isInside
		directory := &current
		if isInside {
			directory = &inside
		}
		found[i] = *directory
		if c.Name == "cd" || c.Name == "pushd" {
			*directory = destination(*directory, c)
		}
	}
	return found
}

func destination(directory string, c shell.Command) string {
	if len(c.Operands) != 1 {
		return ""
	}
	return absolute(directory, c.Operands[0].Text)
}

// absolute returns a path from the root, empty if nobody knows it. A variable behind the root stands as it is written.
func absolute(directory, text string) string {
	switch {
	case strings.HasPrefix(text, "/"):
		return path.Clean(text)
	case text == "" || text == "-" || strings.ContainsAny(text[:1], "$~`") || !strings.HasPrefix(directory, "/"):
		return ""
	}
	return path.Join(directory, text)
}

// foldersMade returns the folders that the commands before one make.
func (s LayerScript) foldersMade(before int) []string {
	var made []string
	for i, c := range s.Commands[:before] {
		_, folders := flag(c, "-d", "--directory")
		if c.Name != "mkdir" && !(c.Name == "install" && folders) {
			continue
		}
		for _, operand := range c.Operands {
			for _, folder := range alternatives(operand.Text) {
				made = append(made, absolute(s.directories[i], folder))
			}
		}
	}
	return made
}
