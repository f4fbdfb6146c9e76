package shellcheck

import (
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// undeclared is the check for variables that nothing assigns. What ENV and ARG declare, ShellCheck can't see.
const undeclared = 2154

var variable = regexp.MustCompile(`[A-Za-z_][A-Za-z0-9_]*`)

// report turns comments into problems at their places in the file.
func report(document *input.Document, scripts []input.Script, comments []comment) {
	acts := &document.Dockerfile.Acts
	for n, c := range comments {
		number, err := strconv.Atoi(strings.TrimSuffix(filepath.Base(c.File), ".sh"))
		if err != nil || number < 0 || number >= len(scripts) {
			continue
		}
		script := scripts[number]
		above := strings.Count(header(script), "\n")
		start, end := offset(script.Text, c.Line-above, c.Column), offset(script.Text, c.EndLine-above, c.EndColumn)
		end = max(start, end)
		if c.Code == undeclared && script.Declares(variable.FindString(script.Text[start:end])) {
			continue
		}
		code := "SC" + strconv.Itoa(c.Code)
		problem := input.ShellProblem{Site: script.Site, Code: code, Level: c.Level, Message: strings.TrimRight(c.Message, ".")}
		problem.Comments = nil
		// Comments that name a code find it at the end of the place.
		problem.At = script.At + "/shellcheck/" + strconv.Itoa(n) + "/" + code
		script.Place(problem.At, start, end)
		acts.ShellProblems = append(acts.ShellProblems, problem)
	}
}

// offset returns the byte at a line and a column, counted in characters, of a text. What lies outside is its start or
// end.
func offset(text string, line, column int) int {
	if line < 1 {
		return 0
	}
	position := 0
	for ; line > 1; line-- {
		next := strings.IndexByte(text[position:], '\n')
		if next < 0 {
			return len(text)
		}
		position += next + 1
	}
	for ; column > 1 && position < len(text) && text[position] != '\n'; column-- {
		_, size := utf8.DecodeRuneInString(text[position:])
		position += size
	}
	return position
}
