package dockerrun

import (
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// ParseShell reads a shell script: a document for each command of a container tool, in order. A script that can't be read
// in full is a problem, and judged as far as it goes, unless it is a template that is yet to be filled in.
func ParseShell(file source.File) ([]*input.Document, []input.Problem) {
	lines := source.NewLines(file.Content)
	span := func(at shell.Range) source.Span { return lines.Span(at.Start, at.End) }
	calls, mistake := shellCalls(file)
	var documents []*input.Document
	for i, c := range calls {
		documents = append(documents, document("shell", file.Path, i, c, span))
	}
	if mistake == nil || strings.Contains(string(file.Content), "{{") {
		return documents, nil
	}
	return documents, []input.Problem{{Message: "invalid script: " + mistake.Message, Span: span(mistake.Range)}}
}

// shellCalls returns the calls of a script, and the mistake in it if it holds any.
func shellCalls(file source.File) ([]call, *shell.SyntaxError) {
	if !mayHold(file.Content) {
		return nil, nil
	}
	script := shell.Parse(string(file.Content), shell.Context{Dialect: dialects[extension(file.Path)]})
	return calls(script, built(script.Commands)), script.Error
}

// dialects are the shells that endings name.
var dialects = map[string]shell.Dialect{"bash": shell.Bash, "ksh": shell.Korn, "zsh": shell.Zsh}

func extension(path string) string {
	return strings.ToLower(path[strings.LastIndexByte(path, '.')+1:])
}

// calls returns the calls of a script in a file that builds images.
func calls(script *shell.Script, images map[string]bool) []call {
	var found []call
	for _, command := range script.Commands {
		if c, ok := callOf(command); ok {
			c.built = images
			found = append(found, c)
		}
	}
	return found
}
