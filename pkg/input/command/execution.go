package command

import (
	"path"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// shells are the programs that run shell scripts, interpreters those that run programs of other languages.
var (
	shells       = map[string]bool{"sh": true, "bash": true, "dash": true, "ash": true, "ksh": true, "mksh": true, "zsh": true, "fish": true, "rbash": true}
	interpreters = map[string]bool{
		"python": true, "pypy": true, "perl": true, "ruby": true, "node": true, "nodejs": true, "php": true, "lua": true, "Rscript": true,
		"bun": true, "groovy": true, "escript": true, "pwsh": true, "tclsh": true,
	}
)

// immediate returns what runs a download at once, out of a pipe or a substitution.
func (r *downloadReader) immediate(i int, c shell.Command, behind []shell.Command, at string) *input.Execution {
	for _, next := range behind {
		if readsProgram(next) {
			place := at + "/execution"
			r.Place(place, shell.Range{Start: c.Range.Start, End: max(c.Range.End, next.Range.End)}, nil)
			return &input.Execution{Program: next.Name, At: place}
		}
	}
	for n := i - 1; n >= 0; n-- {
		if outer := r.Commands[n]; substitutes(outer, c) {
			place := at + "/execution"
			r.Place(place, outer.Range, nil)
			return &input.Execution{Program: outer.Name, At: place}
		}
	}
	return nil
}

// readsProgram reports a command that runs what comes through the pipe before it.
func readsProgram(c shell.Command) bool {
	if slices.Contains(c.Wrappers, "xargs") || slices.Contains(c.Wrappers, "find -exec") {
		return false
	}
	first := ""
	if len(c.Operands) > 0 {
		first = c.Operands[0].Text
	}
	switch {
	case first == "/dev/stdin" || first == "-":
		return shells[c.Name] || interpreters[c.Name] || sources(c)
	case shells[c.Name]:
		return !hasFlag(c, "-c") && (first == "" || hasFlag(c, "-s"))
	case interpreters[c.Name]:
		dashes := len(c.Words) > 1 && c.Words[1].Text == "--"
		return !hasFlag(c, inlineFlags...) && (first == "" || dashes)
	}
	return false
}

// inlineFlags are the options by which interpreters take a program, or the name of one, from the command line, or only
// tell about themselves.
var inlineFlags = []string{"-c", "-m", "-e", "-r", "-p", "-n", "--eval", "--print", "-E", "-V", "-v", "--version", "-ne", "-pe"}

func sources(c shell.Command) bool { return c.Name == "." || c.Name == "source" }

// substitutes reports whether a command runs as code what another one prints: sh -c "$(…)", sh <(…), eval "$(…)".
func substitutes(outer, inner shell.Command) bool {
	depth := len(outer.Wrappers)
	if len(inner.Wrappers) <= depth || inner.Wrappers[depth] != "substitution" || !slices.Equal(inner.Wrappers[:depth], outer.Wrappers) {
		return false
	}
	return slices.ContainsFunc(code(outer), func(word shell.Word) bool {
		text := strings.TrimSpace(word.Text)
		begins := strings.HasPrefix(text, "$(") || strings.HasPrefix(text, "`") || strings.HasPrefix(text, "<(")
		return begins && word.Range.Start <= inner.Range.Start && inner.Range.End <= word.Range.End
	})
}

// code are the words of a command that it runs or that name what it runs.
func code(c shell.Command) []shell.Word {
	var words []shell.Word
	switch {
	case c.Name == "eval":
		return c.Operands
	case shells[c.Name] || interpreters[c.Name] || sources(c):
		words = append(words, c.Operands[:min(1, len(c.Operands))]...)
	default:
		return nil
	}
	for i, word := range c.Words {
		if i > 0 && strings.HasPrefix(c.Words[i-1].Text, "-") && strings.HasSuffix(c.Words[i-1].Text, "c") {
			words = append(words, word)
		}
	}
	for _, r := range c.Redirections {
		if r.FileDescriptor == 0 {
			words = append(words, r.Target)
		}
	}
	return words
}

// runs notes that a command runs downloaded files.
func (r *downloadReader) runs(i int, c shell.Command) {
	for _, target := range append(r.installed(c), r.program(c)) {
		if target == "" {
			continue
		}
		at := slices.IndexFunc(r.known.files, func(file downloadedFile) bool {
			return slices.ContainsFunc(file.paths, func(known string) bool { return samePath(known, target) })
		})
		if at >= 0 {
			r.run(i, c, r.known.files[at])
			r.known.files = slices.Delete(slices.Clone(r.known.files), at, at+1)
		}
	}
}

func (r *downloadReader) run(i int, c shell.Command, file downloadedFile) {
	at := r.at(i).At + "/execution"
	r.Place(at, c.Range, []string{file.place})
	r.acts.Downloads[file.download].Execution = &input.Execution{Program: runner(c), At: at}
}

// installed are the files that a command installs as packages: they bring scripts that run.
func (r *downloadReader) installed(c shell.Command) []string {
	var words []shell.Word
	if m := managers[c.Name]; m != nil {
		if made := recognise(c, m); made.action == installs {
			words = made.named
		}
	}
	if c.Name == "dpkg" && hasFlag(c, "-i", "--install") || c.Name == "rpm" && rpmInstalls(c) {
		words = c.Operands
	}
	var files []string
	for _, word := range words {
		if _, remote := locate(word.Text, false); !remote {
			files = append(files, inDirectory(r.directory, word.Text))
		}
	}
	return files
}

// runner is the program that runs a file; "" for a file that runs by itself.
func runner(c shell.Command) string {
	if shells[c.Name] || interpreters[c.Name] || sources(c) || managers[c.Name] != nil || c.Name == "java" || c.Name == "dpkg" || c.Name == "rpm" {
		return c.Name
	}
	return ""
}

// program is the file that a command runs; "" where it is none.
func (r *downloadReader) program(c shell.Command) string {
	first := ""
	if len(c.Operands) > 0 {
		first = c.Operands[0].Text
	}
	switch {
	case shells[c.Name] && !hasFlag(c, "-c"), interpreters[c.Name] && !hasFlag(c, inlineFlags...), sources(c):
	case c.Name == "java":
		first = value(c, "-jar")
	default:
		first = c.Path
		if !strings.Contains(first, "/") {
			return first
		}
	}
	if first == "" {
		return ""
	}
	return inDirectory(r.directory, first)
}

// samePath reports whether what is run is a file: by its path, or by its name if it is where programs are found.
func samePath(file, target string) bool {
	switch {
	case file == target:
		return true
	case !strings.Contains(target, "/"):
		return path.Base(file) == target && strings.HasSuffix(path.Dir(file), "bin")
	case path.IsAbs(file) && path.IsAbs(target):
		return false
	}
	return path.Base(file) == path.Base(target)
}
