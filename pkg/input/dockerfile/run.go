package dockerfile

import (
	"strconv"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/command"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// run reads RUN: https://docs.docker.com/reference/dockerfile/#run.
func (r *reader) run(i instruction) input.Run {
	made := input.Run{Site: i.site, Form: "shell"}
	if parsed, ok := i.parsed.(*instructions.RunCommand); ok {
		r.runFlags(&made, i, parsed)
	}
	script, written := r.script(i, &made)
	place := r.placer(written)
	r.current.supplies.ran(script)
	r.consecutive(i, made.Form, script)
	if script.Opaque {
		return made
	}
	r.keepScript(i, made.Form, script, written)
	if script.Error != nil {
		made.SyntaxError = script.Error.Message
	}
	r.layerActs(script, made, place)
	made.Pipelines = command.Pipelines(script.Commands, i.site.At, place)
	made.Leftovers = command.Leftovers(script.Commands, made.Mounts, r.current.keepsArchives, i.site.At, place)
	r.current.keepsArchives = r.current.keepsArchives || command.KeepsArchives(script.Commands)
	r.packageActs(script, made, place)
	r.downloadActs(script, made.Site, place)
	r.noteScript(script, made.Mounts, i, written)
	r.addCommands(command.Documents(script.Commands, i.site, place))
	command.Accounts(script.Commands, i.site, place, &r.facet.Acts)
	return made
}

func (r *reader) addCommands(commands []input.Command) {
	if r.facet.Commands == nil && len(commands) > 0 {
		r.facet.Commands = input.Commands{}
	}
	for _, c := range commands {
		r.facet.Commands[c.Program] = append(r.facet.Commands[c.Program], c)
	}
}

func (r *reader) runFlags(made *input.Run, i instruction, parsed *instructions.RunCommand) {
	for _, flag := range i.node.Flags {
		switch name, value, _ := strings.Cut(flag, "="); name {
		case "--network":
			made.Network = value
			r.markFlag(i.site.At+"/network", i, name)
		case "--security":
			made.Security = value
			r.markFlag(i.site.At+"/security", i, name)
		}
	}
	expand := func(raw string) (string, error) { return r.text(raw), nil }
	if err := parsed.Expand(expand); err != nil {
		return // a variable that nobody knows stands where a mount's option should: it has no mounts that could be judged
	}
	for n, m := range instructions.GetMounts(parsed) {
		at := i.site.At + "/mounts/" + strconv.Itoa(n)
		mount := input.Mount{Type: string(m.Type), Target: m.Target, Source: m.Source, At: at}
		r.markMount(at, i, n)
		var stage *int
		if m.Type == instructions.MountTypeSecret {
			secretMount(&mount, m)
		}
		if m.From != "" {
			r.markMountOption(at+"/from", at, i, "from")
			mount.From, stage = r.usedStage(i, m.From, "mount", at)
		}
		r.mountReach(&mount, m, stage)
		made.Mounts = append(made.Mounts, mount)
	}
}

// markMount records the place of the nth --mount.
func (r *reader) markMount(at string, i instruction, n int) {
	for _, w := range splitWords(i.text.string[:i.arguments], 0, r.escape) {
		if !strings.HasPrefix(w.text, "--mount=") {
			continue
		}
		if n == 0 {
			r.mark(at, i, w.start, w.end, nil)
			return
		}
		n--
	}
}

// script parses what a RUN runs, and returns the text that its offsets are of.
func (r *reader) script(i instruction, made *input.Run) (*shell.Script, text) {
	context := r.shellContext()
	made.Dialect = string(context.Dialect)
	if i.node.Attributes["json"] {
		made.Form = "exec"
		return shell.ParseArgv(argv(i), context), i.text
	}
	written := i.text.cut(i.arguments, len(strings.TrimRight(i.text.string, " \t")))
	if len(i.heredocs) > 0 {
		written, made.Form = r.withHeredocs(i, written)
	}
	return shell.Parse(written.string, context), written
}

// shellContext is what a script of the current stage starts with.
func (r *reader) shellContext() shell.Context {
	context := shell.Context{Dialect: shell.POSIX, Variables: r.current.scope.shell}
	declared := r.current.Effective.Shell
	if declared == nil {
		if r.current.Windows {
			context.Dialect = shell.Cmd // https://docs.docker.com/reference/dockerfile/#shell
		}
		return context
	}
	if dialect, options, ok := shell.DialectOf(declared.Words); ok {
		context.Dialect, context.Options = dialect, options
		context.Pipefail = declared.Pipefail
	} else {
		context.Dialect = shell.Dialect(declared.Dialect)
	}
	return context
}

// argv are the words of the exec form with the places of their content.
func argv(i instruction) []shell.Word {
	var words []shell.Word
	values := elements(i.node)
	for n, found := range jsonStrings(i.text.string, i.arguments) {
		if n >= len(values) {
			break
		}
		words = append(words, shell.Word{
			Text: values[n], Raw: found.text, State: shell.Literal, Quoted: true,
			Range: shell.Range{Start: found.start, End: found.end},
		})
	}
	return words
}

// withHeredocs returns the script of a RUN with heredocs. One heredoc and nothing else is a script of its own;
// otherwise the shell reads the line and what stands below it.
func (r *reader) withHeredocs(i instruction, line text) (text, string) {
	end := r.lines.Offset(i.last, 1)
	if parser.MustParseHeredoc(line.string) == nil {
		line.append(r.file.Content, i.body-1, i.body) // the line ending in front of the first heredoc
		line.append(r.file.Content, i.body, min(end+len(r.lines.Text(i.last)), len(r.file.Content)))
		return line, "shell"
	}
	var script textBuilder
	if !i.heredocs[0].Chomp {
		script.add(r.file.Content, i.body, end)
		return script.text(), "heredoc"
	}
	first, _ := r.lines.Position(i.body)
	for number := first; number < i.last; number++ {
		start, next := r.lines.Offset(number, 1), r.lines.Offset(number+1, 1)
		for start < next && r.file.Content[start] == '\t' {
			start++
		}
		script.add(r.file.Content, start, next)
	}
	return script.text(), "heredoc"
}
