package command

import (
	"path"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// created returns the files that a script leaves: what it downloads, clones, copies and writes, without what it removes
// again and what is mounted.
func (s LayerScript) created() []layerFile {
	var files []layerFile
	for i, c := range s.Commands {
		gone := removedBy(c, s.directories[i])
		files = slices.DeleteFunc(files, func(f layerFile) bool {
			return slices.ContainsFunc(gone, func(target string) bool { return removesFile(target, f) })
		})
		for _, text := range writtenFiles(c) {
			target := absolute(s.directories[i], text)
			if target == "" || strings.HasPrefix(target, "/dev/") || s.isMounted(target) {
				continue
			}
			at := At(s.Site.At, i)
			s.Place(at, c.Range, nil)
			files = append(files, layerFile{path: target, by: program(c), at: at, folder: c.Name == "git"})
		}
	}
	return files
}

// removedBy returns what a command takes away.
func removedBy(c shell.Command, directory string) []string {
	var operands []shell.Word
	switch {
	case c.Name == "rm" || c.Name == "unlink" || c.Name == "shred":
		operands = c.Operands
	case c.Name == "mv" && len(c.Operands) > 1:
		operands = c.Operands[:len(c.Operands)-1]
	case c.Name == "find" && deletes(c):
		operands = startingPoints(c)
	}
	var gone []string
	for _, operand := range operands {
		for _, target := range alternatives(operand.Text) {
			gone = append(gone, absolute(directory, target))
		}
	}
	return gone
}

// writtenFiles returns the files that a command writes, as it names them.
func writtenFiles(c shell.Command) []string {
	files := outputs(c)
	switch c.Name {
	case "curl":
		return append(files, curlFiles(c)...)
	case "wget":
		return append(files, wgetFiles(c)...)
	case "git":
		return append(files, cloned(c)...)
	case "cp", "mv":
		if last := len(c.Operands) - 1; last > 0 {
			for _, operand := range c.Operands[:last] {
				files = append(files, path.Join(c.Operands[last].Text, lastElement(operand.Text)))
			}
			if !strings.HasSuffix(c.Operands[last].Text, "/") {
				files = append(files, c.Operands[last].Text)
			}
		}
	}
	return files
}

// outputs returns the files that a command's output goes to.
func outputs(c shell.Command) []string {
	var files []string
	for _, r := range c.Redirections {
		if r.FileDescriptor == 1 && (r.Operator == ">" || r.Operator == ">|" || r.Operator == "&>") {
			files = append(files, r.Target.Text)
		}
	}
	return files
}

func curlFiles(c shell.Command) []string {
	files, _ := flag(c, "-o", "--output")
	if _, named := flag(c, "-O", "--remote-name", "--remote-name-all"); named {
		for _, operand := range c.Operands {
			files = append(files, addressName(operand.Text))
		}
	}
	return slices.DeleteFunc(files, func(file string) bool { return file == "-" })
}

func wgetFiles(c shell.Command) []string {
	files, given := flag(c, "-O", "--output-document")
	if given {
		return slices.DeleteFunc(files, func(file string) bool { return file == "-" })
	}
	folder := "."
	if prefixes, _ := flag(c, "-P", "--directory-prefix"); len(prefixes) > 0 {
		folder = prefixes[0]
	}
	for _, operand := range c.Operands {
		files = append(files, path.Join(folder, addressName(operand.Text)))
	}
	return files
}

// addressName is the file name at the end of an address.
func addressName(address string) string {
	address, _, _ = strings.Cut(address, "#")
	address, _, _ = strings.Cut(address, "?")
	return lastElement(address)
}

// cloned returns the folder that git clone makes.
func cloned(c shell.Command) []string {
	switch {
	case c.Verb != "clone" || len(c.Operands) == 0:
		return nil
	case len(c.Operands) > 1:
		return []string{c.Operands[1].Text}
	}
	return []string{strings.TrimSuffix(addressName(c.Operands[0].Text), ".git")}
}
