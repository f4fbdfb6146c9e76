package report

import (
	"strings"
	"unicode"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// A style is the parameter of an ANSI "select graphic rendition" sequence (ECMA-48, 8.3.117).
type style string

const (
	bold      style = "1"
	faint     style = "2"
	boldRed   style = "1;31"
	red       style = "31"
	green     style = "32"
	yellow    style = "33"
	blue      style = "34"
	boldGreen style = "1;32"
)

var severityStyles = map[rule.Severity]style{
	rule.Critical: boldRed, rule.High: red, rule.Medium: yellow, rule.Low: blue, rule.Info: faint,
}

// paint gives text a style where colours are asked for.
func (t *textWriter) paint(s style, text string) string {
	if !t.options.Color || text == "" {
		return text
	}
	return "\x1b[" + string(s) + "m" + text + "\x1b[0m"
}

// printable replaces the characters of a text that comes from a file and that would steer a terminal or reorder what
// it shows (https://trojansource.codes). Each becomes one character of one column.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' {
			return unicode.ReplacementChar
		}
		return r
	}, text)
}

// oneLine joins the lines of a text.
func oneLine(text string) string {
	return printable(strings.Join(strings.Fields(text), " "))
}
