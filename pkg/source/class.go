package source

import "strings"

// namedClasses are the classes that "[[:name:]]" asks for, over ASCII.
var namedClasses = map[string]func(byte) bool{
	"alnum":  func(b byte) bool { return isLetter(b) || isDigit(b) },
	"alpha":  isLetter,
	"blank":  func(b byte) bool { return b == ' ' || b == '\t' },
	"cntrl":  func(b byte) bool { return b < ' ' || b == 0x7f },
	"digit":  isDigit,
	"graph":  func(b byte) bool { return b > ' ' && b < 0x7f },
	"lower":  func(b byte) bool { return 'a' <= b && b <= 'z' },
	"print":  func(b byte) bool { return b >= ' ' && b < 0x7f },
	"punct":  func(b byte) bool { return b > ' ' && b < 0x7f && !isLetter(b) && !isDigit(b) },
	"space":  func(b byte) bool { return b == ' ' || '\t' <= b && b <= '\r' },
	"upper":  func(b byte) bool { return 'A' <= b && b <= 'Z' },
	"xdigit": func(b byte) bool { return isDigit(b) || 'a' <= b|0x20 && b|0x20 <= 'f' },
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func anyByte() *[256]bool {
	class := new([256]bool)
	complement(class)
	return class
}

// complement turns a class round. The slash stays outside whatever happens: it only ever matches itself.
func complement(class *[256]bool) {
	for b := range class {
		class[b] = !class[b] && b != '/'
	}
}

// parseClass reads a bracket expression at the start of text and gives its length. It is invalid without an end or with an unknown name.
func parseClass(text string) (class *[256]bool, size int, valid bool) {
	class = new([256]bool)
	at := 1
	negated := strings.HasPrefix(text[at:], "!") || strings.HasPrefix(text[at:], "^")
	if negated {
		at++
	}
	for first := true; first || at < len(text) && text[at] != ']'; first = false {
		next, ok := parseMember(class, text[at:])
		if !ok {
			return nil, 0, false
		}
		at += next
	}
	if negated {
		complement(class)
	}
	class['/'] = false
	return class, at + 1, at < len(text)
}

// parseMember adds one member of a bracket expression, a name, a range or a byte, and gives its length.
func parseMember(class *[256]bool, text string) (size int, ok bool) {
	if inner, named := strings.CutPrefix(text, "[:"); named {
		if name, _, ended := strings.Cut(inner, "]"); ended && strings.HasSuffix(name, ":") {
			return len("[:") + len(name) + 1, addNamed(class, strings.TrimSuffix(name, ":"))
		}
	}
	from, size, ok := parseBound(text)
	if !ok {
		return 0, false
	}
	to := from
	if after := text[size:]; len(after) > 1 && after[0] == '-' && after[1] != ']' {
		bound, length, ok := parseBound(after[1:])
		if !ok {
			return 0, false
		}
		to, size = bound, size+1+length
	}
	class[from] = true // even where the range runs the wrong way
	for b := int(from); b <= int(to); b++ {
		class[b] = true
	}
	return size, true
}

// parseBound reads a byte of a bracket expression, which a backslash may protect.
func parseBound(text string) (bound byte, size int, ok bool) {
	switch {
	case text == "" || text == `\`:
		return 0, 0, false
	case text[0] == '\\':
		return text[1], 2, true
	default:
		return text[0], 1, true
	}
}

func addNamed(class *[256]bool, name string) bool {
	member, known := namedClasses[name]
	if !known {
		return false
	}
	for b := range class {
		class[b] = class[b] || member(byte(b))
	}
	return true
}
