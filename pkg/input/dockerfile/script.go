package dockerfile

import (
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// keepScript keeps the script of a RUN as a whole: what its shell gets, or in the exec form what follows a shell's -c.
func (r *reader) keepScript(i instruction, form string, script *shell.Script, written text) {
	place := r.placer(written)
	kept := input.Script{
		Site: i.site, Dialect: string(script.Dialect), Text: written.string, Declares: r.mayDeclare(),
		Place: func(at string, start, end int) { place(at, shell.Range{Start: start, End: end}, nil) },
	}
	if form == "exec" {
		word, dialect, ok := shellArgument(argv(i))
		if !ok {
			return
		}
		kept.Dialect, kept.Text = string(dialect), word.Text
		kept.Place = func(at string, start, end int) { place(at, inside(word, start, end), nil) }
	}
	r.scripts = append(r.scripts, kept)
}

// predefined are the ARGs that every stage has, in capitals and not:
// https://docs.docker.com/reference/dockerfile/#predefined-args.
var predefined = []string{"HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY"}

// mayDeclare answers for the ENVs and ARGs of the stage. It is asked when the file is read, so the whole stage counts.
func (r *reader) mayDeclare() func(name string) bool {
	variables := r.current.scope.variables
	return func(name string) bool {
		_, known := variables[name]
		return known || slices.Contains(predefined, strings.ToUpper(name))
	}
}

// shellArgument finds the script among the words of a shell's command line.
func shellArgument(words []shell.Word) (shell.Word, shell.Dialect, bool) {
	var texts []string
	for _, word := range words {
		texts = append(texts, word.Text)
	}
	dialect, _, ok := shell.DialectOf(texts)
	for n, word := range words {
		if ok && n > 0 && n+1 < len(words) && strings.HasPrefix(word.Text, "-") && !strings.HasPrefix(word.Text, "--") && strings.HasSuffix(word.Text, "c") {
			return words[n+1], dialect, true
		}
	}
	return shell.Word{}, "", false
}

// inside is the place of a stretch of a JSON string's value: exact where nothing in the string is escaped.
func inside(word shell.Word, start, end int) shell.Range {
	if word.Raw != `"`+word.Text+`"` {
		return word.Range
	}
	return shell.Range{Start: word.Range.Start + 1 + start, End: word.Range.Start + 1 + end}
}
