package command

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

const (
	// layerFileLimit bounds how many files of one stage are followed.
	layerFileLimit = 500
	// layerCommandLimit bounds how many commands of one script are compared with each other.
	layerCommandLimit = 1000
)

// Layers is what the instructions of a stage have put into its layers so far, as far as the file tells. Each COPY, ADD
// and RUN is a layer, and what a layer holds is shipped, whatever later ones do:
// https://docs.docker.com/build/building/best-practices/.
type Layers struct {
	files    []layerFile
	archives []archive
	// folders are those that the stage is known to have, and whether they are known to be empty.
	folders map[string]bool
}

// A layerFile is a file or folder that a layer holds.
type layerFile struct {
	// path is from the root; a pattern where COPY has one.
	path string
	// by is what put it there, at its place.
	by, at string
	// folder tells that the path is a folder with unknown content.
	folder bool
}

// Clone returns a copy for a stage that goes on from this one.
func (l Layers) Clone() Layers {
	folders := make(map[string]bool, len(l.folders))
	for folder := range l.folders {
		folders[folder] = l.folders[folder]
	}
	return Layers{files: slices.Clone(l.files), archives: slices.Clone(l.archives), folders: folders}
}

func (l *Layers) add(files ...layerFile) {
	l.files = append(l.files, files[:min(len(files), max(layerFileLimit-len(l.files), 0))]...)
}

// Copied notes what a COPY or ADD puts into its layer.
func (l *Layers) Copied(made input.Copy, keyword string) {
	for _, source := range made.Sources {
		unpacked := keyword == "ADD" && source.Kind == "archive" && (made.Unpack == nil || *made.Unpack)
		if !unpacked {
			l.addArchive(made, source)
		}
		if made.Destination.Path == "" || unpacked {
			continue
		}
		l.add(filesOf(made, source, keyword)...)
	}
}

// filesOf returns what a source becomes in the layer. Where a destination is a folder already, a file lands in it, even
// if the text does not end in a slash.
func filesOf(made input.Copy, source input.Source, keyword string) []layerFile {
	at := layerFile{path: made.Destination.Path, by: keyword, at: made.At, folder: true}
	if source.Kind == "context" || source.Kind == "git" {
		return []layerFile{at}
	}
	inside := at
	inside.path, inside.folder = path.Join(at.path, sourceName(source)), false
	if made.Destination.Folder {
		return []layerFile{inside}
	}
	return []layerFile{at, inside}
}

// sourceName is the last element of a source, without what follows an address.
func sourceName(source input.Source) string {
	text := source.Text
	if source.Kind == "url" {
		text, _, _ = strings.Cut(text, "?")
	}
	return lastElement(text)
}

// lastElement is that of a path of any system.
func lastElement(text string) string {
	text = strings.TrimRight(text, `/\`)
	return text[strings.LastIndexAny(text, `/\`)+1:]
}

// Ran adds what a RUN does to earlier layers, and notes what it leaves in its own.
func (l *Layers) Ran(acts *input.Acts, s LayerScript) {
	s.Commands = s.Commands[:min(len(s.Commands), layerCommandLimit)]
	s.directories = s.workingDirectories()
	if l.folders == nil {
		l.folders = map[string]bool{}
	}
	if _, known := l.folders[s.Workdir]; !known && s.Workdir != "" {
		l.folders[s.Workdir] = false
	}
	for i, c := range s.Commands {
		s.openMode(acts, l, i)
		s.lateRemovals(acts, l, i)
		s.recursiveChange(acts, l, i)
		if l.unpacks(c) {
			s.lateUnpacking(acts, l, i)
		}
	}
	l.noteFolders(s)
	l.add(s.created()...)
}

// noteFolders adds the folders that a script makes. They are empty until a script does anything else.
func (l *Layers) noteFolders(s LayerScript) {
	quiet := s.only("mkdir")
	if !quiet {
		for folder := range l.folders {
			l.folders[folder] = false
		}
	}
	for _, folder := range s.foldersMade(len(s.Commands)) {
		if len(l.folders) < layerFileLimit {
			l.folders[folder] = quiet
		}
	}
}

// lateRemovals adds what a command removes that an earlier layer holds.
func (s LayerScript) lateRemovals(acts *input.Acts, l *Layers, index int) {
	c := s.Commands[index]
	if c.Name != "rm" && c.Name != "unlink" && c.Name != "shred" {
		return
	}
	directory := s.directories[index]
	for n, operand := range c.Operands {
		for _, target := range alternatives(operand.Text) {
			target = absolute(directory, target)
			found := slices.IndexFunc(l.files, func(f layerFile) bool { return target != "" && removesFile(target, f) })
			if found < 0 || s.isMounted(target) {
				continue
			}
			file := l.files[found]
			made := input.LateRemoval{Site: s.site(At(s.Site.At, index) + "/removed/" + strconv.Itoa(n)), Path: operand.Text, File: file.path, By: file.by}
			s.Place(made.At, operand.Range, append(slices.Clone(operand.Origins), file.at))
			acts.LateRemovals = append(acts.LateRemovals, made)
			l.files = slices.DeleteFunc(l.files, func(f layerFile) bool { return removesFile(target, f) || f.at == file.at && f.by == file.by })
			break
		}
	}
}

// removesFile reports whether removing a target, which may be a pattern, takes the file with it.
func removesFile(target string, f layerFile) bool {
	if covers(wholeContent(target), f.path) {
		return true
	}
	matched, _ := path.Match(target, f.path) // what is no pattern matches nothing
	return matched
}

// isMounted reports whether a path lies in a mount, which no layer holds.
func (s LayerScript) isMounted(target string) bool {
	return mounted(s.Mounts, wholeContent(target))
}

// recursiveChange adds a change of owner or mode through a folder that earlier layers hold: the files that were copied,
// or whatever there is if the script does nothing else.
func (s LayerScript) recursiveChange(acts *input.Acts, l *Layers, index int) {
	c := s.Commands[index]
	_, recursive := flag(c, "-R", "--recursive")
	if !recursive || len(c.Operands) < 2 || !changes[c.Name] {
		return
	}
	directory, made := s.directories[index], s.foldersMade(index)
	alone := s.only()
	for _, operand := range c.Operands[1:] {
		target := wholeContent(absolute(directory, operand.Text))
		if target == "" || s.isMounted(target) || slices.Contains(made, target) || s.changedBefore(index, target) {
			continue
		}
		if !l.holds(target) && (!alone || l.folders[target]) {
			continue
		}
		act := input.RecursiveChange{Site: s.site(At(s.Site.At, index)), Program: c.Name, Path: operand.Text}
		s.Place(act.At, c.Range, nil)
		acts.RecursiveChanges = append(acts.RecursiveChanges, act)
		return
	}
}

// changedBefore reports whether an earlier command of the script changes the folder already: the layer stores it once.
func (s LayerScript) changedBefore(index int, folder string) bool {
	for i, c := range s.Commands[:index] {
		_, recursive := flag(c, "-R", "--recursive")
		if !recursive || !changes[c.Name] || len(c.Operands) < 2 {
			continue
		}
		for _, operand := range c.Operands[1:] {
			if covers(wholeContent(absolute(s.directories[i], operand.Text)), folder) {
				return true
			}
		}
	}
	return false
}

var (
	// changes are the programs that change owner, group or mode.
	changes = map[string]bool{"chown": true, "chmod": true, "chgrp": true}
	// idle are programs that make no files.
	idle = []string{"cd", "set", "echo", "true", ":", "ls"}
)

// only reports whether a script does nothing but change owners and modes, besides calling some other programs.
func (s LayerScript) only(others ...string) bool {
	return !slices.ContainsFunc(s.Commands, func(c shell.Command) bool {
		return !changes[c.Name] && !slices.Contains(idle, c.Name) && !slices.Contains(others, c.Name)
	})
}

// holds reports whether an earlier instruction put files into a folder.
func (l *Layers) holds(folder string) bool {
	return slices.ContainsFunc(l.files, func(f layerFile) bool {
		return covers(folder, f.path) || f.folder && f.path != "/" && covers(f.path, folder)
	})
}
