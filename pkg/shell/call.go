package shell

import (
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// invocation is a command about to be told, with what is needed to look inside its words.
type invocation struct {
	words []Word
	// nodes are what the words were read from; nil for words that were given as they are.
	nodes        []*syntax.Word
	environment  []Assignment
	redirections []Redirection
	// input is the here-document or here-string that the command reads.
	input *syntax.Redirect
}

// from is the command that begins at a later word of the same line.
func (inv invocation) from(i int) invocation {
	inner := invocation{words: inv.words[i:], input: inv.input}
	if inv.nodes != nil {
		inner.nodes = inv.nodes[i:]
	}
	return inner
}

// call reads a simple command, or a line that only assigns or redirects.
func (w *walker) call(c *syntax.CallExpr, redirects []*syntax.Redirect, f frame) {
	inv := invocation{redirections: w.redirections(redirects), environment: w.assignments(c.Assigns)}
	if len(c.Args) == 0 {
		w.bare(inv, f)
		return
	}
	for _, node := range c.Args {
		for _, word := range w.fields(node) {
			inv.words = append(inv.words, word)
			inv.nodes = append(inv.nodes, node)
		}
	}
	inv.input = input(redirects)
	if leaves(inv.words) {
		f.value = f.exit
	}
	inside := w.takePending()
	if len(inv.words) > 0 {
		w.run(inv, f)
		w.effects(inv)
	}
	w.walkSubstitutions(inside, f.detached(false))
}

// leaves: the shell ends with the status of this command, whatever stands behind it.
func leaves(words []Word) bool {
	return len(words) > 0 && (words[0].Text == "exit" || words[0].Text == "exec" && len(words) > 1)
}

// bare is a line without a command: its assignments stay, and the status is that of the last substitution.
func (w *walker) bare(inv invocation, f frame) {
	if len(inv.redirections) > 0 {
		w.emit(invocation{redirections: inv.redirections}, f)
	}
	inside := w.takePending()
	for _, a := range inv.environment {
		w.assign(a)
		w.result.Assignments = append(w.result.Assignments, a)
	}
	w.walkSubstitutions(inside, f.detached(w.noticed(f)))
}

// test reads [[ ... ]] as a command whose words are the operands and operators.
func (w *walker) test(c *syntax.TestClause, redirects []*syntax.Redirect, f frame) {
	inv := invocation{redirections: w.redirections(redirects)}
	at := w.offset(c.Left)
	inv.words = append(inv.words, w.literalWord(at, at+len("[[")))
	inv.words = w.testWords(inv.words, c.X)
	inside := w.takePending()
	w.run(inv, f)
	w.walkSubstitutions(inside, f.detached(false))
}

func (w *walker) testWords(words []Word, expression syntax.TestExpr) []Word {
	switch x := expression.(type) {
	case *syntax.Word:
		words = append(words, w.word(x))
	case *syntax.BinaryTest:
		words = w.testWords(words, x.X)
		at := w.offset(x.OpPos)
		words = append(words, w.literalWord(at, at+len(x.Op.String())))
		words = w.testWords(words, x.Y)
	case *syntax.UnaryTest:
		at := w.offset(x.OpPos)
		words = append(words, w.literalWord(at, at+len(x.Op.String())))
		words = w.testWords(words, x.X)
	case *syntax.ParenTest:
		words = w.testWords(words, x.X)
	}
	return words
}

// assignments reads the NAME=value before a command.
func (w *walker) assignments(assigns []*syntax.Assign) []Assignment {
	var all []Assignment
	for _, a := range assigns {
		if a.Name != nil {
			all = append(all, w.assignment(a))
		}
	}
	return all
}

func (w *walker) assignment(a *syntax.Assign) Assignment {
	end := a.End()
	assignment := Assignment{Name: a.Name.Value, Append: a.Append, Range: w.span(a.Pos(), end)}
	switch {
	case a.Value != nil && a.Index == nil:
		assignment.Value = w.word(a.Value)
	case a.Value != nil || a.Array != nil:
		w.collect(a)
		start := a.Name.End()
		if a.Array != nil {
			start = a.Array.Pos()
		}
		text := w.raw(start, end)
		assignment.Value = Word{Text: text, Raw: text, State: Unresolved, Range: w.span(start, end)}
		assignment.array = true
	default:
		assignment.Value = Word{State: Literal, Range: w.span(end, end)}
	}
	return assignment
}

// emit tells a command.
func (w *walker) emit(inv invocation, f frame) Command {
	c := Command{
		Words:          inv.words,
		Environment:    slices.Concat(f.environment, inv.environment),
		Redirections:   slices.Concat(f.redirects, inv.redirections),
		Pipeline:       f.pipeline,
		After:          f.after,
		FailureIgnored: !w.noticed(f),
		Dropped:        f.dropped && !w.noticed(f) && !w.options.Errexit,
		Wrappers:       f.wrappers,
		Errexit:        w.options.Errexit,
		Range:          inv.cover(),
	}
	if c.Pipeline.Length == 0 {
		w.pipelines++
		c.Pipeline = Pipeline{ID: w.pipelines, Length: 1, Pipefail: w.options.Pipefail}
	}
	if len(inv.words) > 0 {
		c.Path = inv.words[0].Text
		c.Name = commandName(inv.words[0])
		parsed := parseArguments(c.Name, inv.words)
		c.Verb, c.Flags, c.Operands = parsed.verb, parsed.flags, parsed.operands
	}
	w.result.Commands = append(w.result.Commands, c)
	return c
}

// cover is the smallest range that holds the whole command.
func (inv invocation) cover() Range {
	var all []Range
	for _, a := range inv.environment {
		all = append(all, a.Range)
	}
	for i := range inv.words {
		all = append(all, inv.words[i].Range)
	}
	for i := range inv.redirections {
		all = append(all, inv.redirections[i].Range)
	}
	if len(all) == 0 {
		return Range{}
	}
	cover := all[0]
	for _, r := range all[1:] {
		cover = Range{min(cover.Start, r.Start), max(cover.End, r.End)}
	}
	return cover
}

// commandName is the name a command is known by. A word that is unresolved still names its command when that is
// written out behind the last slash: $VIRTUAL_ENV/bin/pip.
func commandName(word Word) string {
	name := programName(word.Text)
	if word.State == Unresolved && (name == word.Text || strings.ContainsAny(name, "$`(")) {
		return ""
	}
	return name
}

// programName is the last element of a path, without the version of a versioned program.
func programName(path string) string {
	name := path[strings.LastIndexByte(path, '/')+1:]
	stem := strings.TrimRight(name, "0123456789.")
	if stem != name {
		if stem = strings.TrimSuffix(stem, "-"); versioned[stem] {
			return stem
		}
	}
	return name
}

// versioned are programs that are installed under names with a version: pip3.11, gcc-13.
var versioned = map[string]bool{
	"python": true, "pip": true, "pypy": true, "easy_install": true, "ruby": true, "gem": true, "bundle": true,
	"php": true, "perl": true, "lua": true, "luarocks": true, "gcc": true, "g++": true, "clang": true, "clang++": true,
	"go": true, "uv": true, "pipx": true,
}
