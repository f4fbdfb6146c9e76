package shell

import (
	"slices"

	"mvdan.cc/sh/v3/syntax"
)

// printed gives what a member of a pipe prints, when that can be told: nil when not.
type printed func() *source

// prints tells what echo, printf and cat <<EOF print. The command is the one told for the member.
func (w *walker) prints(member *syntax.Stmt, command Command) printed {
	call, ok := member.Cmd.(*syntax.CallExpr)
	if !ok || len(call.Args) == 0 {
		return nil
	}
	switch command.Name {
	case "echo":
		return func() *source { return w.operands(call.Args[1:], "-n -e -E -ne -en") }
	case "printf":
		return func() *source { return w.operands(call.Args[1:], `%s %s\n %b %b\n`) }
	case "cat":
		if r := input(member.Redirs); r != nil && len(call.Args) == 1 {
			return func() *source { return w.inputSource(r) }
		}
	}
	return nil
}

// operands traces words, but for those of a list, and puts blanks between them.
func (w *walker) operands(nodes []*syntax.Word, without string) *source {
	var parts []*source
	for _, node := range nodes {
		if traced := w.trace(node); !contains(without, traced.text) {
			parts = append(parts, traced)
		}
	}
	return joinSources(parts)
}

// feed reads what a member of a pipe prints as the script of a shell that is the next member: echo '...' | sh. The
// commands are those told for that next member.
func (w *walker) feed(text printed, commands []Command, f frame) {
	at := slices.IndexFunc(commands, func(c Command) bool {
		return c.Pipeline.ID == f.pipeline.ID && shells[c.Name] != "" && readShell(c.Words).stdin
	})
	if text == nil || at < 0 || readsElsewhere(commands[at]) {
		return
	}
	command := commands[at]
	inner := f.detached(!command.FailureIgnored)
	inner.wrappers, inner.redirects = command.Wrappers, withoutInput(command.Redirections)
	options := readShell(command.Words).options(Options{})
	w.nested(text(), shells[command.Name], options, inner.in("stdin"))
}

// readsElsewhere: standard input is redirected, so that the pipe is not what the command reads.
func readsElsewhere(command Command) bool {
	return slices.ContainsFunc(command.Redirections, func(r Redirection) bool { return r.FileDescriptor == 0 })
}

// withoutInput: a shell that reads its script from standard input has nothing left there for the commands in it.
func withoutInput(redirections []Redirection) []Redirection {
	return slices.DeleteFunc(slices.Clone(redirections), func(r Redirection) bool { return r.FileDescriptor == 0 })
}
