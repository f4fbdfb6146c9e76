package compose

import (
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

const (
	// maxExpansion bounds the text that variables are filled in to, in bytes.
	maxExpansion = 64 << 10
	// maxNesting bounds defaults within defaults.
	maxNesting = 20
)

// A use is one variable in a text.
type use struct {
	name string
	// fallback is the text after - or :-, as written.
	fallback            string
	defaulted, required bool
	origin              *input.Origin
}

// An expansion is what filling in variables makes of a text.
type expansion struct {
	text  string
	state input.State
	uses  []use
	// invalid is the part that is no variable in the syntax of compose.
	invalid string
}

// expand fills in variables as https://github.com/compose-spec/compose-spec/blob/main/12-interpolation.md says. What
// nobody sets stays as it is written, and makes the text unresolved.
func (e environment) expand(text string) expansion {
	made := expansion{text: text, state: input.Literal}
	if strings.IndexByte(text, '$') < 0 {
		return made
	}
	if len(text) > maxExpansion {
		made.state = input.Unresolved
		return made
	}
	(&expander{environment: e, made: &made}).run(text)
	return made
}

type expander struct {
	environment
	made  *expansion
	depth int
}

func (x *expander) run(text string) {
	x.made.text = x.replace(text)
	if len(x.made.text) > maxExpansion {
		x.made.text, x.made.state = text, input.Unresolved
	}
}

// replace returns the text with its variables filled in.
func (x *expander) replace(text string) string {
	var out strings.Builder
	for {
		dollar := strings.IndexByte(text, '$')
		if dollar < 0 || dollar+1 == len(text) {
			out.WriteString(text)
			return out.String()
		}
		out.WriteString(text[:dollar])
		filled, size := x.variable(text[dollar:])
		out.WriteString(filled)
		text = text[dollar+size:]
	}
}

// variable fills in what begins with a dollar sign, and returns its length.
func (x *expander) variable(text string) (filled string, size int) {
	switch {
	case text[1] == '$':
		return "$", 2
	case text[1] == '{':
		return x.braced(text)
	}
	length := nameLength(text[1:])
	if length == 0 {
		return "$", 1
	}
	u := use{name: text[1 : 1+length]}
	return x.look(&u, text[:1+length]), 1 + length
}

func (x *expander) braced(text string) (filled string, size int) {
	length := nameLength(text[2:])
	size = closingBrace(text)
	if length == 0 || size == 0 {
		return x.fail(text, max(size, 2))
	}
	rest := text[2+length : size-1]
	u := use{name: text[2 : 2+length]}
	if rest == "" {
		return x.look(&u, text[:size]), size
	}
	operator, word := splitOperator(rest)
	switch strings.TrimPrefix(operator, ":") {
	case "-":
		return x.withDefault(&u, operator, word, text[:size]), size
	case "?":
		u.required = true
		return x.look(&u, text[:size]), size
	case "+":
		return x.withAlternative(&u, operator, word), size
	}
	return x.fail(text, size)
}

func (x *expander) fail(text string, size int) (string, int) {
	x.made.invalid, x.made.state = text[:size], input.Unresolved
	return text[:size], size
}

// look fills in a variable that stands without a default.
func (x *expander) look(u *use, written string) string {
	set, ok := x.environment[u.name]
	if !ok {
		x.note(u, input.Unresolved)
		return written
	}
	u.origin = set.origin
	x.note(u, input.Overridable)
	return set.text
}

func (x *expander) withDefault(u *use, operator, word, written string) string {
	u.fallback, u.defaulted = word, true
	if set, ok := x.environment[u.name]; ok && (set.text != "" || operator == "-") {
		u.origin = set.origin
		x.note(u, input.Overridable)
		return set.text
	}
	x.note(u, input.Overridable)
	if x.depth++; x.depth > maxNesting {
		x.made.state = input.Unresolved
		return written
	}
	defer func() { x.depth-- }()
	return x.replace(word)
}

// withAlternative fills in the word where the variable is set, and nothing where it is not.
func (x *expander) withAlternative(u *use, operator, word string) string {
	set, ok := x.environment[u.name]
	u.defaulted, u.origin = true, set.origin
	x.note(u, input.Overridable)
	if !ok || operator == ":+" && set.text == "" {
		return ""
	}
	if x.depth++; x.depth > maxNesting {
		x.made.state = input.Unresolved
		return ""
	}
	defer func() { x.depth-- }()
	return x.replace(word)
}

func (x *expander) note(u *use, state input.State) {
	x.made.uses = append(x.made.uses, *u)
	x.made.state = x.made.state.Weaker(state)
}

// splitOperator parts what follows a name in braces; the operator is empty where there is none.
func splitOperator(rest string) (operator, word string) {
	for _, operator := range []string{":-", ":?", ":+", "-", "?", "+"} {
		if word, ok := strings.CutPrefix(rest, operator); ok {
			return operator, word
		}
	}
	return "", rest
}

// nameLength returns the length of the name of a variable at the start of the text, 0 where there is none.
func nameLength(text string) int {
	for i := range len(text) {
		letter := text[i] == '_' || 'a' <= text[i]|0x20 && text[i]|0x20 <= 'z'
		if !letter && (i == 0 || text[i] < '0' || text[i] > '9') {
			return i
		}
	}
	return len(text)
}

// closingBrace returns the length of a variable in braces up to and with the brace that closes it, 0 where none does. A
// line break ends the search, as it ends what compose looks at.
func closingBrace(text string) int {
	open := 0
	for i := range len(text) {
		switch text[i] {
		case '{':
			open++
		case '}':
			if open--; open == 0 {
				return i + 1
			}
		case '\n':
			return 0
		}
	}
	return 0
}
