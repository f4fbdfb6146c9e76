package dockerrun

import (
	"regexp"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

var (
	// loneVariable is a word that is one variable and nothing else. A substitution hardly ever prints options.
	loneVariable = regexp.MustCompile(`^(?:\$\w+|\$\{[^{}]*\}|\$[@*])$`)
	manyWords    = regexp.MustCompile(`^\$[@*]$|\[[@*]\]|\$\{[@*]`)
	namesImage   = regexp.MustCompile(`(?i)image|img|tag|repo|registry|container`)
	namesOptions = regexp.MustCompile(`(?i)opt|arg|flag|param|env|vol|mount|port|extra|net|device|gpu|tty`)
)

// mayBeOptions tells whether the first of some words is a variable that stands for options rather than for the image:
// one word that nobody knows. Its name is the best hint, then what follows it.
func mayBeOptions(words []shell.Word) bool {
	word := words[0]
	if word.State != shell.Unresolved || !loneVariable.MatchString(word.Text) {
		return false
	}
	switch {
	case manyWords.MatchString(word.Text):
		return true
	case word.Quoted || namesImage.MatchString(word.Text):
		return false
	case namesOptions.MatchString(word.Text):
		return true
	}
	return len(words) > 1 && looksLikeImageOrFlag(words[1])
}

func looksLikeImageOrFlag(word shell.Word) bool {
	return strings.HasPrefix(word.Text, "-") || strings.ContainsAny(word.Text, ":/") || namesImage.MatchString(word.Text)
}

// hasVariable tells whether a part of a word holds what only running the script would tell.
func hasVariable(word shell.Word, part string) bool {
	return word.State == shell.Unresolved && strings.ContainsAny(part, "$`")
}

// splitColons splits a text at its colons, but not inside ${...}, $(...), `...` and [...].
func splitColons(text string) []string {
	var parts []string
	depth, start, quoted := 0, 0, false
	for i := range len(text) {
		switch c := text[i]; {
		case c == '`':
			quoted = !quoted
		case strings.IndexByte("{([", c) >= 0:
			depth++
		case strings.IndexByte("})]", c) >= 0:
			depth = max(depth-1, 0)
		case c == ':' && depth == 0 && !quoted:
			parts = append(parts, text[start:i])
			start = i + 1
		}
	}
	return append(parts, text[start:])
}
