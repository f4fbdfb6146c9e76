package shell

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// declaration reads export, local, declare, readonly and their like. They hide the status of a substitution.
func (w *walker) declaration(c *syntax.DeclClause, redirects []*syntax.Redirect, f frame) {
	inv := invocation{redirections: w.redirections(redirects)}
	inv.words = append(inv.words, w.word(&syntax.Word{Parts: []syntax.WordPart{c.Variant}}))
	var given []Assignment
	exports := c.Variant.Value == "export"
	for _, a := range c.Args {
		switch {
		case a.Name == nil:
			inv.words = append(inv.words, w.fields(a.Value)...)
			option := inv.words[len(inv.words)-1].Text
			exports = exports || strings.HasPrefix(option, "-") && strings.Contains(option, "x")
		case a.Naked:
			inv.words = append(inv.words, w.word(&syntax.Word{Parts: []syntax.WordPart{a.Name}}))
			w.export(a.Name.Value, exports)
		default:
			assignment := w.assignment(a)
			assignment.Exported = exports
			given = append(given, assignment)
			inv.words = append(inv.words, assignmentWord(assignment, w.raw(a.Pos(), a.End())))
		}
	}
	inside := w.takePending()
	w.run(inv, f)
	for _, a := range given {
		w.assign(a)
	}
	w.result.Assignments = append(w.result.Assignments, given...)
	w.walkSubstitutions(inside, f.detached(false))
}

func (w *walker) export(name string, exports bool) {
	if b, ok := w.scope.lookup(name); ok && exports {
		b.exported = true
		w.scope.set(name, b)
	}
}

func assignmentWord(a Assignment, raw string) Word {
	word := a.Value
	word.Text, word.Raw, word.Range, word.Quoted = a.Name+"="+a.Value.Text, raw, a.Range, false
	return word
}

// effects applies what a builtin does to the shell itself.
func (w *walker) effects(inv invocation) {
	words := inv.words[1:]
	switch name := inv.words[0].Text; name {
	case "set":
		w.setOptions(words)
	case "export", "readonly", "local", "declare", "typeset":
		w.declare(words, name == "export")
	case "printf":
		if len(words) > 1 && words[0].Text == "-v" {
			w.scope.forget(words[1].Text)
		}
	default:
		if setsNames(name) {
			for _, word := range words {
				w.scope.forget(word.Text)
			}
		}
	}
}

// declare is [walker.declaration] for shells whose grammar knows export as a plain command.
func (w *walker) declare(words []Word, exports bool) {
	for i := range words {
		if a, ok := assignmentOf(words[i]); ok {
			a.Exported = exports
			w.assign(a)
			w.result.Assignments = append(w.result.Assignments, a)
		} else {
			w.export(words[i].Text, exports)
		}
	}
}

func (w *walker) setOptions(words []Word) {
	var call shellCall
	for i := 0; i < len(words); i++ {
		text := words[i].Text
		if len(text) < 2 || text == "--" || text[0] != '-' && text[0] != '+' {
			break
		}
		i += call.set(text, words[i+1:])
	}
	w.options = call.options(w.options)
}

// assignmentOf reads a word such as NAME=value, the operand of env or export.
func assignmentOf(word Word) (Assignment, bool) {
	name, _, found := strings.Cut(word.Text, "=")
	if !found || !syntax.ValidName(name) {
		return Assignment{}, false
	}
	return Assignment{Name: name, Value: glued(word, len(name)+1), Range: word.Range, Exported: true}, true
}
