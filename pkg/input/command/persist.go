package command

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// A secretFlow follows mounted secrets through the commands of one RUN.
type secretFlow struct {
	commands []shell.Command
	mounts   []input.Mount
	// marks are what stands for a secret in a word, with what messages call it: the mounted path, $NAME, ${NAME}.
	marks []secretMark
}

type secretMark struct{ text, name string }

// PersistedSecrets returns the mounted secrets that the commands of a RUN write to where they stay: copied, sent to a
// file, or given to a tool that keeps them in its configuration. What the same RUN removes again does not stay, nor
// what is written to another mount.
func PersistedSecrets(script *shell.Script, mounts []input.Mount, site string, place Placer) []input.PersistedSecret {
	flow := secretFlow{commands: script.Commands, mounts: mounts}
	flow.note(script.Assignments)
	if len(flow.marks) == 0 {
		return nil
	}
	var found []input.PersistedSecret
	for i, c := range script.Commands {
		mark, file, stays := flow.persisted(i, c)
		if !stays {
			continue
		}
		at := site + "/persisted/" + strconv.Itoa(len(found))
		place(at, c.Range, nil)
		found = append(found, input.PersistedSecret{Mount: mark.name, Command: title(c), File: file, At: at})
	}
	return found
}

// note collects what stands for a secret, variables that the script fills from one included.
func (f *secretFlow) note(assignments []shell.Assignment) {
	for _, m := range f.mounts {
		if m.Type != "secret" {
			continue
		}
		if m.Target != "" {
			f.marks = append(f.marks, secretMark{m.Target, m.Target})
		}
		if m.Environment != "" {
			f.addVariable(m.Environment, "$"+m.Environment)
		}
	}
	for _, a := range assignments {
		if mark, ok := f.in(a.Value); ok {
			f.addVariable(a.Name, mark.name)
		}
	}
}

func (f *secretFlow) addVariable(variable, name string) {
	f.marks = append(f.marks, secretMark{"${" + variable + "}", name}, secretMark{"$" + variable, name})
}

// in finds a secret in a word.
func (f *secretFlow) in(words ...shell.Word) (secretMark, bool) {
	for _, w := range words {
		for _, mark := range f.marks {
			if strings.Contains(w.Text, mark.text) || strings.Contains(w.Raw, mark.text) {
				return mark, true
			}
		}
	}
	return secretMark{}, false
}

// persisted reports a command that writes a secret to where it stays, and the file.
func (f *secretFlow) persisted(i int, c shell.Command) (secretMark, string, bool) {
	if len(c.Words) == 0 {
		return secretMark{}, "", false
	}
	if slices.Contains(copiers, c.Name) && len(c.Operands) > 1 {
		mark, reads := f.in(c.Operands[:len(c.Operands)-1]...)
		file := c.Operands[len(c.Operands)-1].Text
		return mark, file, reads && f.stays(i, file)
	}
	if keepers[title(c)] {
		mark, reads := f.in(c.Words[1:]...)
		return mark, "", reads && !f.undone(i, c)
	}
	if !slices.Contains(printers, c.Name) {
		return secretMark{}, "", false
	}
	mark, reads := f.read(i, c)
	if !reads {
		return secretMark{}, "", false
	}
	file, writes := output(c)
	return mark, file, writes && f.stays(i, file)
}

// copiers are programs whose last operand is the file they write; printers write what they read or are given.
var (
	copiers  = []string{"cp", "mv", "install", "rsync"}
	printers = []string{"cat", "echo", "printf", "sed", "awk", "base64", "envsubst", "tr", "cut", "head", "tail", "tee", "jq"}
)

// keepers are commands that keep a credential they are given in a file of their own.
var keepers = map[string]bool{
	"npm config": true, "npm set": true, "yarn config": true, "pnpm config": true, "git config": true, "composer config": true,
	"bundle config": true, "bundle set": true, "poetry config": true, "pip config": true, "aws configure": true, "gcloud auth": true,
	"docker login": true, "podman login": true, "helm registry": true, "cargo login": true, "vault login": true, "gem sources": true,
}

// read finds the secret that a command reads: in its words, from a file on its input, or out of the pipe before it.
func (f *secretFlow) read(i int, c shell.Command) (secretMark, bool) {
	words := slices.Clone(c.Words[1:])
	for _, r := range c.Redirections {
		if r.FileDescriptor == 0 {
			words = append(words, r.Target, shell.Word{Text: r.Heredoc})
		}
	}
	if mark, ok := f.in(words...); ok {
		return mark, true
	}
	if c.Pipeline.Position == 0 || i == 0 {
		return secretMark{}, false
	}
	before := f.commands[i-1]
	if before.Pipeline.ID != c.Pipeline.ID || len(before.Words) == 0 || !slices.Contains(printers, before.Name) {
		return secretMark{}, false
	}
	return f.read(i-1, before)
}

// output returns the file that a command writes to.
func output(c shell.Command) (string, bool) {
	for _, r := range c.Redirections {
		if r.FileDescriptor == 1 && (r.Operator == ">" || r.Operator == ">>" || r.Operator == ">|" || r.Operator == "&>") {
			return r.Target.Text, true
		}
	}
	if c.Name == "tee" && len(c.Operands) > 0 {
		return c.Operands[0].Text, true
	}
	return "", false
}

// stays reports whether a file is part of the layer in the end.
func (f *secretFlow) stays(i int, file string) bool {
	for _, m := range f.mounts {
		if m.Target != "" && (file == m.Target || strings.HasPrefix(file, strings.TrimSuffix(m.Target, "/")+"/")) {
			return false
		}
	}
	if strings.HasPrefix(file, "/dev/") || strings.HasPrefix(file, "/proc/") {
		return false
	}
	return !slices.ContainsFunc(f.commands[i+1:], func(c shell.Command) bool {
		return (c.Name == "rm" || c.Name == "shred" || c.Name == "unlink") && slices.ContainsFunc(c.Operands, func(w shell.Word) bool {
			return w.Text == file || path.Base(w.Text) == path.Base(file) || strings.HasPrefix(file, strings.TrimSuffix(w.Text, "/")+"/")
		})
	})
}

// undone reports a later command of the same program that takes the credential back, or removes the tool's file.
func (f *secretFlow) undone(i int, c shell.Command) bool {
	return slices.ContainsFunc(f.commands[i+1:], func(later shell.Command) bool {
		if later.Name == "rm" {
			return slices.ContainsFunc(later.Operands, func(w shell.Word) bool { return strings.Contains(path.Base(w.Text), "."+c.Name) })
		}
		return later.Name == c.Name && slices.ContainsFunc(later.Words, func(w shell.Word) bool {
			return slices.Contains([]string{"delete", "rm", "--unset", "--unset-all", "--remove-section", "unset", "logout", "revoke"}, w.Text)
		})
	})
}
