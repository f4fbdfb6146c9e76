package dockerfile

import (
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

func (r *reader) command(i instruction) input.Start {
	made := r.start(i)
	if !i.site.Trigger {
		r.current.Effective.Cmd, r.current.startsAnew = &made, true
	}
	return made
}

// entrypoint reads ENTRYPOINT, which drops a CMD that the stage was born with.
func (r *reader) entrypoint(i instruction) input.Start {
	made := r.start(i)
	if !i.site.Trigger {
		r.current.Effective.Entrypoint = &made
		if !r.current.startsAnew {
			r.current.Effective.Cmd = nil
		}
	}
	return made
}

// argumentVariable finds what a script reads of its arguments.
var argumentVariable = regexp.MustCompile(`\$[0-9@*]|\$\{[0-9@*]`)

// start reads CMD and ENTRYPOINT: https://docs.docker.com/reference/dockerfile/#shell-and-exec-form.
func (r *reader) start(i instruction) input.Start {
	made := input.Start{
		Site: i.site, Form: form(i.node, i.argument()), Words: elements(i.node),
		ShellDeclared: r.current.Effective.Shell != nil,
	}
	script := r.called(i, i.arguments, made.Form, made.Words)
	made.Commands, made.Literal = script.invocations, script.literal
	made.ReadsArguments = made.Form == "shell" && argumentVariable.MatchString(i.argument())
	return made
}

func (r *reader) healthcheck(i instruction) input.Healthcheck {
	check := input.Healthcheck{Site: i.site, ShellDeclared: r.current.Effective.Shell != nil}
	words := elements(i.node)
	if len(words) == 0 || strings.EqualFold(words[0], "none") {
		check.Disabled = true
	} else {
		r.probe(&check, i, words[1:])
	}
	r.current.Effective.Healthcheck = &check
	return check
}

// probe reads what stands behind HEALTHCHECK CMD.
func (r *reader) probe(check *input.Healthcheck, i instruction, words []string) {
	start := skipBlanks(i.text.string, min(i.arguments+len("CMD"), len(i.text.string)))
	argument := strings.TrimSpace(i.text.string[start:])
	check.Form, check.Words = form(i.node, argument), words
	script := r.called(i, start, check.Form, words)
	check.Commands, check.Literal = script.invocations, script.literal
	check.AlwaysSucceeds = alwaysSucceeds(script.commands)
}

// form tells the exec form from the shell form, and from text that was meant to be the former.
func form(node *parser.Node, argument string) string {
	switch {
	case node.Attributes["json"]:
		return "exec"
	case looksLikeArray(argument):
		return "broken_exec"
	}
	return "shell"
}

// testOperator is a word of the shell's own command `[`.
var testOperator = regexp.MustCompile(`\s(?:=|==|!=|=~|-[a-z]{1,2})\s`)

// looksLikeArray reports whether a text was meant to be a JSON array. No command of a shell begins with a bracket and a
// quote; the command `[` has a blank behind the bracket and an operator.
func looksLikeArray(argument string) bool {
	inside, ok := strings.CutPrefix(argument, "[")
	if !ok {
		return false
	}
	first := strings.TrimLeft(inside, " \t")
	quoted := strings.HasPrefix(first, `"`) || strings.HasPrefix(first, "'") || strings.HasPrefix(first, "“")
	if quoted && first == inside {
		return true
	}
	return strings.HasSuffix(argument, "]") && !testOperator.MatchString(argument)
}

// A calledScript is what an instruction calls when the container runs.
type calledScript struct {
	commands    []shell.Command
	invocations []input.Invocation
	literal     []input.LiteralVariable
}

// called reads the command of a CMD, ENTRYPOINT or HEALTHCHECK, which begins at an offset of the instruction's text.
func (r *reader) called(i instruction, start int, form string, words []string) calledScript {
	context := r.shellContext()
	switch form {
	case "exec":
		argv := argvOf(i, start, words)
		read := calledScript{commands: shell.ParseArgv(argv, context).Commands}
		r.invocations(&read, i, i.text)
		r.literal(&read, i, argv)
		return read
	case "shell":
		written := i.text.cut(start, len(strings.TrimRight(i.text.string, blanks)))
		read := calledScript{commands: shell.Parse(written.string, context).Commands}
		r.invocations(&read, i, written)
		return read
	}
	return calledScript{}
}

func argvOf(i instruction, start int, values []string) []shell.Word {
	var words []shell.Word
	for n, found := range jsonStrings(i.text.string, start) {
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

func (r *reader) invocations(read *calledScript, i instruction, written text) {
	place := r.placer(written)
	for n, c := range read.commands {
		if c.Name == "" {
			continue
		}
		made := input.Invocation{Program: c.Name, At: i.site.At + "/commands/" + strconv.Itoa(n)}
		for _, word := range c.Words[1:] {
			made.Arguments = append(made.Arguments, word.Text)
		}
		place(made.At, c.Range, nil)
		read.invocations = append(read.invocations, made)
	}
}

// environmentVariable finds variables as a shell would expand them.
var environmentVariable = regexp.MustCompile(`\$(?:[A-Za-z_][A-Za-z0-9_]*|\{[A-Za-z_][A-Za-z0-9_]*[^}]*\})`)

// literal finds the variables of an exec form that reach the program as they are written.
func (r *reader) literal(read *calledScript, i instruction, argv []shell.Word) {
	if expandsItself(argv) {
		return
	}
	for n, word := range argv {
		found := environmentVariable.FindString(word.Text)
		if found == "" {
			continue
		}
		at := i.site.At + "/words/" + strconv.Itoa(n)
		r.mark(at, i, word.Range.Start, word.Range.End, nil)
		read.literal = append(read.literal, input.LiteralVariable{Text: found, At: at})
	}
}

// Programs that give a dollar sign a meaning of their own: always, or in the code that an option holds.
var (
	ownLanguage = []string{
		"awk", "gawk", "mawk", "jq", "yq", "sed", "grep", "egrep", "envsubst", "expect", "make", "pwsh", "powershell", "cmd",
	}
	interpreters = []string{"python", "python3", "node", "bun", "deno", "perl", "php", "ruby", "lua", "Rscript", "psql", "mongosh", "mongo"}
	shells       = []string{"sh", "bash", "ash", "dash", "zsh", "ksh", "fish", "csh", "tcsh", "su", "runuser"}
	codeOption   = regexp.MustCompile(`^(?:-[a-z]*[cerp]|--(?:eval|command|execute|print))`)
)

// expandsItself reports whether a word is code of a language in which a dollar sign means something.
func expandsItself(argv []shell.Word) bool {
	readsCode := false
	for n, word := range argv {
		program := strings.ToLower(strings.TrimSuffix(path.Base(word.Text), ".exe"))
		switch {
		case slices.Contains(ownLanguage, program):
			return true
		case slices.Contains(shells, program) || slices.Contains(interpreters, program):
			readsCode = true
		case readsCode && n > 0 && codeOption.MatchString(word.Text):
			return true
		}
	}
	return false
}

// alwaysSucceeds reports whether a script ends with a success that does not hang on what came before. A script that
// anywhere ends with a failure does hang on it.
func alwaysSucceeds(commands []shell.Command) bool {
	commands = slices.DeleteFunc(slices.Clone(commands), func(c shell.Command) bool {
		return slices.Contains(c.Wrappers, "substitution")
	})
	if len(commands) == 0 {
		return false
	}
	last := commands[len(commands)-1]
	if !constantSuccess(last) || last.After == "&&" || last.Errexit || last.Pipeline.Length > 1 && last.Pipeline.Pipefail {
		return false
	}
	return !branching(last.Wrappers) && !slices.ContainsFunc(commands, func(c shell.Command) bool {
		return ends[c.Name] && !constantSuccess(c)
	})
}

// ends are the commands by which a script may end before its last line, or otherwise than that says.
var ends = map[string]bool{"exit": true, "return": true, "false": true, "exec": true, "set": true, "kill": true}

// branching reports whether a command stands in a construct that decides whether it runs.
func branching(wrappers []string) bool {
	return slices.ContainsFunc(wrappers, func(w string) bool { return branches[w] })
}

var branches = map[string]bool{
	"if": true, "loop": true, "case": true, "function": true, "negation": true, "find -exec": true, "xargs": true,
}

// constantSuccess reports whether a command can't fail.
func constantSuccess(c shell.Command) bool {
	switch c.Name {
	case "true", ":", "echo", "printf":
		return true
	case "exit":
		return len(c.Words) == 2 && c.Words[1].Text == "0"
	}
	return false
}
