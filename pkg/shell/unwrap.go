package shell

import (
	"slices"
	"strings"
)

// maxWrappers bounds how many programs may stand one before the other: sudo env nice timeout ... cmd.
const maxWrappers = 16

// run tells a command, and then what it runs in turn.
func (w *walker) run(inv invocation, f frame) {
	command := w.emit(inv, f)
	if len(inv.words) == 0 || f.depth >= maxWrappers {
		return
	}
	inner := f.detached(!command.FailureIgnored).drops(f)
	inner.pipeline, inner.redirects, inner.environment = command.Pipeline, command.Redirections, command.Environment
	inner.depth++
	switch name := command.Name; {
	case shells[name] != "":
		w.shellCommand(inv, shells[name], inner)
	case name == "find":
		w.findExec(inv, inner)
	case name == "python":
		w.pythonModule(inv, inner)
	case name == "eval":
		w.eval(inv, f, inner)
	case name == "trap":
		w.trap(inv, inner)
	default:
		w.wrapped(inv, command, inner)
	}
}

// wrapped looks behind sudo, env, xargs and their like.
func (w *walker) wrapped(inv invocation, command Command, f frame) {
	name := command.Name
	if name == "" {
		return
	}
	if verbWrappers[name+" "+command.Verb] {
		f = f.in(name + " " + command.Verb)
	} else {
		f = f.in(name)
	}
	if wrapper := wrappers[name]; wrapper.script != "" && w.scriptFlag(inv, command, wrapper, f) {
		return
	}
	at := wrappedAt(name, inv.words)
	if at >= len(inv.words) {
		return
	}
	if name == "flock" && contains("-c --command", inv.words[at].Text) && at+1 < len(inv.words) {
		w.nested(w.wordSource(inv, at+1), POSIX, Options{}, f)
		return
	}
	if name == "sudo" && !keepsEnvironment(command) {
		f.environment = nil
	}
	if wrappers[name].assigns {
		f.environment = slices.Concat(f.environment, environmentOf(inv.words[1:at]))
	}
	w.run(inv.from(at), f)
}

// keepsEnvironment: sudo gives a command nothing of the environment unless told to.
func keepsEnvironment(command Command) bool {
	return slices.ContainsFunc(command.Flags, func(flag Flag) bool {
		return flag.Name == "-E" || flag.Name == "--preserve-env"
	})
}

func environmentOf(words []Word) []Assignment {
	var all []Assignment
	for _, word := range words {
		if a, ok := assignmentOf(word); ok {
			all = append(all, a)
		}
	}
	return all
}

// scriptFlag looks into su -c '...'.
func (w *walker) scriptFlag(inv invocation, command Command, grammar wrapper, f frame) bool {
	for _, flag := range command.Flags {
		if flag.Value == nil || !contains(grammar.script, flag.Name) {
			continue
		}
		f.environment = nil
		w.nested(w.valueSource(inv, flag.Value), POSIX, Options{}, f)
		return true
	}
	return !slices.ContainsFunc(command.Flags, func(flag Flag) bool { return contains("-u --user", flag.Name) })
}

// shellCommand looks into sh -c '...' and sh <<EOF.
func (w *walker) shellCommand(inv invocation, dialect Dialect, f frame) {
	call := readShell(inv.words)
	switch {
	case call.script > 0:
		w.nested(w.wordSource(inv, call.script), dialect, call.options(Options{}), f.in("sh -c"))
	case call.stdin && inv.input != nil && inv.input.Hdoc != nil:
		f.redirects = withoutInput(f.redirects)
		w.nested(w.inputSource(inv.input), dialect, call.options(Options{}), f.in("heredoc"))
	case call.stdin && inv.input != nil:
		f.redirects = withoutInput(f.redirects)
		w.nested(w.inputSource(inv.input), dialect, call.options(Options{}), f.in("stdin"))
	}
}

// findExec looks behind find's -exec, -execdir, -ok and -okdir. Before ; a failure is lost, before + it is not:
// https://pubs.opengroup.org/onlinepubs/9799919799/utilities/find.html
func (w *walker) findExec(inv invocation, f frame) {
	for i := 1; i < len(inv.words); i++ {
		if !contains(findRuns, inv.words[i].Text) {
			continue
		}
		start, end := i+1, commandEnd(inv.words, i+1)
		if start < end {
			this := f.in("find -exec")
			if end < len(inv.words) && inv.words[end].Text == ";" {
				this = this.detached(false)
			}
			w.run(inv.between(start, end), this)
		}
		i = end
	}
}

func (inv invocation) between(start, end int) invocation {
	inner := inv.from(start)
	inner.words = slices.Clip(inner.words[:end-start])
	if inner.nodes != nil {
		inner.nodes = inner.nodes[:end-start]
	}
	return inner
}

// pythonModule makes python -m pip install the pip that it is.
func (w *walker) pythonModule(inv invocation, f frame) {
	for i := 1; i < len(inv.words); i++ {
		text := inv.words[i].Text
		switch {
		case text == "-c" || !strings.HasPrefix(text, "-"):
			return
		case text == "-W" || text == "-X":
			i++
		case text == "-m":
			if i+1 < len(inv.words) {
				w.run(inv.from(i+1), f.in("python -m"))
			}
			return
		case strings.HasPrefix(text, "-m"):
			inner := inv.from(i)
			inner.words = slices.Clone(inner.words)
			inner.words[0] = glued(inner.words[0], len("-m"))
			inner.nodes = nil
			w.run(inner, f.in("python -m"))
			return
		}
	}
}

// eval reads its operands as a script of this very shell.
func (w *walker) eval(inv invocation, outer, f frame) {
	var parts []*source
	for i := 1; i < len(inv.words); i++ {
		parts = append(parts, w.wordSource(inv, i))
	}
	f.exit, f.suppressed = outer.exit, outer.suppressed
	w.inside(joinSources(parts), f.in("eval"))
}

// trap reads its first operand as a script that runs when a signal comes.
func (w *walker) trap(inv invocation, f frame) {
	at := 1
	if at < len(inv.words) && inv.words[at].Text == "--" {
		at++
	}
	if at+1 < len(inv.words) && !contains("- -l -p", inv.words[at].Text) {
		text := w.wordSource(inv, at)
		w.apart(func() { w.inside(text, f.in("trap").detached(false)) })
	}
}

// nested reads a script that a new shell runs.
func (w *walker) nested(src *source, dialect Dialect, options Options, f frame) {
	outside, before, language := w.scope, w.options, w.dialect
	w.scope = &scope{parent: outside, process: true}
	for _, a := range f.environment {
		w.scope.set(a.Name, binding{value{a.Value.Text, worse(a.Value.State, Resolved), a.Value.Origins}, true})
	}
	w.options, w.dialect = options, dialect
	f.environment, f.suppressed = nil, false
	w.inside(src, f)
	w.scope, w.options, w.dialect = outside, before, language
}

// inside reads a script in another source, as deep as that may go.
func (w *walker) inside(src *source, f frame) {
	if w.nesting >= maxNesting {
		return
	}
	current, pending := w.source, w.pending
	w.nesting++
	w.pending = nil
	w.script(src, f.begin())
	w.nesting--
	w.source, w.pending = current, pending
}

// valueSource is the source of a flag's value: a word of the command, or a part of one.
func (w *walker) valueSource(inv invocation, value *Word) *source {
	for i := range inv.words {
		if value == &inv.words[i] {
			return w.wordSource(inv, i)
		}
	}
	return sourceOfWord(*value).known(*value)
}

// wordSource is a word of a command as a source to read a script from.
func (w *walker) wordSource(inv invocation, i int) *source {
	word := inv.words[i]
	if inv.nodes == nil || inv.nodes[i] == nil {
		return sourceOfWord(word).known(word)
	}
	if traced := w.trace(inv.nodes[i]); traced.text == word.Text {
		return traced
	}
	return sourceAt(word).known(word)
}
