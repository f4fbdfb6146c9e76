// Package command turns the commands of a shell script into the documents that rules judge.
//
// pkg/shell says which programs a script calls and with which words; this package says what that means: which
// packages an install command brings and whether their versions are fixed, and what package managers leave behind in
// an image's layer. Everything that runs scripts uses it: RUN instructions, health checks, workflow steps.
//
//	commands := command.Documents(script.Commands, site, place)
//	leftovers := command.Leftovers(script.Commands, mounts, false, site.At, place)
//	command.PackageActs(&acts, command.Script{Script: script, Site: site, Place: place})
package command

import (
	"slices"
	"strconv"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// A Placer records where a place of the document is in the script, and which variables its value came from.
type Placer func(at string, in shell.Range, origins []string)

// Documents returns the documents of a script's commands: those whose program rules ask for. Their places are
// numbered below the site's: "…/commands/3".
func Documents(commands []shell.Command, site input.Site, place Placer) []input.Command {
	var documents []input.Command
	for i, c := range commands {
		if !indexed[c.Name] {
			continue
		}
		document := input.Command{
			Site: site, Program: c.Name, Verb: c.Verb,
			Arguments: texts(c.Words[1:]), Operands: texts(c.Operands),
			Wrappers: c.Wrappers, FailureIgnored: c.FailureIgnored,
		}
		document.Comments = nil
		document.At = At(site.At, i)
		place(document.At, c.Range, nil)
		document.Flags = flags(c, document.At, place)
		document.ProgramAt = written(c.Words[0], document.At+"/program", place)
		documents = append(documents, document)
	}
	return documents
}

// At returns the place of a site's command, counted from 0 over all commands of the script.
func At(site string, index int) string {
	return site + "/commands/" + strconv.Itoa(index)
}

// indexed are the programs that input.Commands has keys for.
var indexed = func() map[string]bool {
	programs := map[string]bool{}
	for _, name := range input.Commands(nil).Keys() {
		programs[name] = true
	}
	return programs
}()

func texts(words []shell.Word) []string {
	var found []string
	for _, word := range words {
		found = append(found, word.Text)
	}
	return found
}

func flags(c shell.Command, at string, place Placer) map[string]input.Flag {
	if len(c.Flags) == 0 {
		return nil
	}
	byName := make(map[string]input.Flag, len(c.Flags))
	for i, f := range c.Flags {
		known, repeated := byName[f.Name]
		if !repeated {
			known.At = at + "/flags/" + strconv.Itoa(i)
			place(known.At, f.Range, nil)
		}
		if f.Value != nil {
			known.Values = append(known.Values, f.Value.Text)
		}
		byName[f.Name] = known
	}
	return byName
}

// written records the place of a word that stands in the script as it is, so that it can be replaced there; "" for one
// that a variable gives, or that has quotes.
func written(word shell.Word, at string, place Placer) string {
	if word.Raw != word.Text || word.Range.End-word.Range.Start != len(word.Text) {
		return ""
	}
	place(at, word.Range, nil)
	return at
}

// flag returns the values of an option, and whether it is given.
func flag(c shell.Command, names ...string) (values []string, given bool) {
	for _, f := range c.Flags {
		for _, name := range names {
			if f.Name != name {
				continue
			}
			given = true
			if f.Value != nil {
				values = append(values, f.Value.Text)
			}
		}
	}
	return values, given
}

// Pipelines returns the pipes of two commands and more, in order of the text.
func Pipelines(commands []shell.Command, site string, place Placer) []input.Pipeline {
	var order []int
	members := map[int][]shell.Command{}
	for _, c := range commands {
		if c.Pipeline.Length < 2 {
			continue
		}
		if members[c.Pipeline.ID] == nil {
			order = append(order, c.Pipeline.ID)
		}
		members[c.Pipeline.ID] = append(members[c.Pipeline.ID], c)
	}
	var pipelines []input.Pipeline
	for i, id := range order {
		at := site + "/pipelines/" + strconv.Itoa(i)
		place(at, extent(members[id]), nil)
		pipelines = append(pipelines, input.Pipeline{
			Programs: programs(members[id]), Pipefail: members[id][0].Pipeline.Pipefail, At: at,
		})
	}
	return pipelines
}

func extent(commands []shell.Command) shell.Range {
	whole := commands[0].Range
	for _, c := range commands[1:] {
		whole = shell.Range{Start: min(whole.Start, c.Range.Start), End: max(whole.End, c.Range.End)}
	}
	return whole
}

// programs names a pipe's members: what xargs or find runs is not one of them, and a group or loop is one.
func programs(commands []shell.Command) []string {
	var named []string
	first := map[int]shell.Command{}
	for _, c := range commands {
		leader, known := first[c.Pipeline.Position]
		switch {
		case !known:
			first[c.Pipeline.Position] = c
			named = append(named, program(c))
		case !inside(c, leader):
			named[len(named)-1] = "a group of commands"
		}
	}
	return named
}

// inside reports whether a command is run by another one, rather than beside it.
func inside(c, leader shell.Command) bool {
	depth := len(leader.Wrappers)
	return len(c.Wrappers) > depth && slices.Equal(c.Wrappers[:depth], leader.Wrappers)
}

func program(c shell.Command) string {
	if c.Name != "" || len(c.Words) == 0 {
		return c.Name
	}
	return c.Words[0].Text
}
