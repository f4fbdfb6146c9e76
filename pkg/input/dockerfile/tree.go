package dockerfile

import (
	"bytes"
	"errors"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// parseTree parses a file with BuildKit's parser. The parser stops at the first line that it can't read; that line is
// reported, blanked and the rest read again, so that one mistake does not hide the rest of the file.
func parseTree(content []byte, lines *source.Lines) (*parser.Result, []input.Problem) {
	var problems []input.Problem
	for range problemLimit {
		result, err := parser.Parse(bytes.NewReader(content))
		if err == nil {
			return result, problems
		}
		first, last := errorLines(err, lines)
		if len(problems) == 0 || !isEmptyFile(err) {
			problems = append(problems, input.Problem{Message: message(err), Span: lineSpan(lines, first, last)})
		}
		blanked := blank(content, lines, first, last)
		if bytes.Equal(blanked, content) {
			break
		}
		content = blanked
	}
	return nil, problems
}

// message is BuildKit's own, without the place that it puts in front.
func message(err error) string {
	text := err.Error()
	if _, rest, ok := strings.Cut(text, "dockerfile parse error on line "); ok {
		_, text, _ = strings.Cut(rest, ": ")
	}
	return text
}

func isEmptyFile(err error) bool {
	return strings.Contains(err.Error(), "file with no instructions")
}

// errorLines returns the first and last line that BuildKit blames.
func errorLines(err error, lines *source.Lines) (first, last int) {
	var located *parser.LocationError
	if !errors.As(err, &located) || len(located.Locations) == 0 || len(located.Locations[0]) == 0 {
		return 1, 1
	}
	ranges := located.Locations[0]
	first, last = ranges[0].Start.Line, ranges[len(ranges)-1].End.Line
	// BuildKit counts from 0 where a directive is wrong.
	if strings.Contains(err.Error(), "parser directive") || strings.Contains(err.Error(), "escape token") {
		first, last = first+1, last+1
	}
	return min(max(first, 1), lines.Count()), min(max(last, 1), lines.Count())
}

// lineSpan spans the text of lines, without the blanks before the first.
func lineSpan(lines *source.Lines, first, last int) source.Span {
	text := lines.Text(first)
	start := lines.Offset(first, 1) + len(text) - len(strings.TrimLeft(text, " \t"))
	for last > first && strings.TrimSpace(lines.Text(last)) == "" {
		last--
	}
	return lines.Span(start, lines.Offset(last, 1)+len(lines.Text(last)))
}

// blank returns content with the text of lines replaced by spaces, so that everything else stays where it is.
func blank(content []byte, lines *source.Lines, first, last int) []byte {
	start, end := lines.Offset(first, 1), lines.Offset(last, 1)+len(lines.Text(last))
	blanked := bytes.Clone(content)
	for i := start; i < end; i++ {
		if blanked[i] != '\n' && blanked[i] != '\r' {
			blanked[i] = ' '
		}
	}
	return blanked
}
