package reference

import "strings"

// hole stands for each byte of a variable in a masked text, so that no separator inside one is taken for the reference's own.
const hole = '\x00'

// written is a part of a reference as it stands in the text, and the same with its variables masked.
type written struct {
	text, masked string
	present      bool
}

func mask(text string) written {
	masked := []byte(text)
	for at := 0; at < len(text); {
		size := variableSize(text[at:])
		for index := range size {
			masked[at+index] = hole
		}
		at += max(size, 1)
	}
	return written{text: text, masked: string(masked), present: true}
}

// variableSize is the length of the variable at the start of a text, 0 where none begins.
func variableSize(text string) int {
	switch {
	case strings.HasPrefix(text, "{{"):
		return closed(text, '{', '}')
	case strings.HasPrefix(text, "${"):
		return 1 + closed(text[1:], '{', '}')
	case strings.HasPrefix(text, "$("):
		return 1 + closed(text[1:], '(', ')')
	case strings.HasPrefix(text, "$"):
		name := strings.TrimLeft(text[1:], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789")
		return len(text) - len(name)
	default:
		return 0
	}
}

// closed is the length up to the bracket that closes the first one, and all of the text where none does.
func closed(text string, opening, closing byte) int {
	depth := 0
	for at := range len(text) {
		switch text[at] {
		case opening:
			depth++
		case closing:
			depth--
		}
		if depth == 0 {
			return at + 1
		}
	}
	return len(text)
}

// cut takes a part in two around the separator at an offset. Without one (-1) the second is not present.
func (w written) cut(at int) (before, after written) {
	if at < 0 {
		return w, written{}
	}
	return written{text: w.text[:at], masked: w.masked[:at], present: true},
		written{text: w.text[at+1:], masked: w.masked[at+1:], present: true}
}

func (w written) variable() bool {
	return strings.IndexByte(w.masked, hole) >= 0
}

func (w written) endsInVariable() bool {
	return strings.HasSuffix(w.masked, string(hole))
}

// mayHoldTag tells whether a variable of an untagged name may bring the tag: "$IMAGE", "alpine$TAG" and "${BASE}-slim" may. One that a
// letter follows is a prefix ("${REGISTRY}ubuntu"), and one in an earlier component names something else.
func (w written) mayHoldTag() bool {
	last := w.masked[strings.LastIndexByte(w.masked, '/')+1:]
	after := strings.TrimLeft(last, string(hole))
	if len(after) == len(last) || after == "" {
		return strings.IndexByte(last, hole) >= 0
	}
	return strings.IndexByte(after, hole) >= 0 || strings.IndexByte("-._", after[0]) >= 0
}
