package suppress

import (
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// makefileComments returns the comments that stand on a line of their own, in a recipe or outside. Each is about the next
// line that is none, with the lines that continue it.
func makefileComments(lines *source.Lines) []comment {
	var comments []comment
	for line := 1; line <= lines.Count(); line++ {
		text := lines.Text(line)
		if at := len(text) - len(strings.TrimLeft(text, " \t@-")); strings.HasPrefix(text[at:], "#") {
			made := newComment(lines, line, at)
			made.scope = nextCommand(lines, line+1)
			comments = append(comments, made)
		}
	}
	return comments
}

// nextCommand is the first line from here on that is neither blank nor a comment, with those that continue it.
func nextCommand(lines *source.Lines, line int) Scope {
	for ; line <= lines.Count(); line++ {
		text := strings.TrimLeft(lines.Text(line), " \t@-")
		if text == "" || text[0] == '#' {
			continue
		}
		last := line
		for last < lines.Count() && strings.HasSuffix(lines.Text(last), `\`) {
			last++
		}
		return Scope{First: line, Last: last}
	}
	return Scope{}
}
