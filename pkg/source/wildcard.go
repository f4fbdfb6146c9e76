package source

import (
	"slices"
	"strings"
)

// token is one step of a wildcard expression.
type token struct {
	kind    tokenKind
	literal byte
	class   *[256]bool
}

type tokenKind int

const (
	literalByte tokenKind = iota
	classByte             // ? and [...]: one byte of a class that never holds the slash
	segmentRun            // *: any run without a slash
	pathRun               // **: any run
	optionalRun           // before a pathRun and a slash, which may be left out together: **/
	impossible            // what git takes for malformed: matches nothing
)

// parseTokens compiles a wildcard expression. "**" is a pathRun only where it stands alone between slashes or ends; the start of the
// expression counts as a slash, whatever stands before it in the pattern, because git sees it so.
func parseTokens(text string) []token {
	var tokens []token
	for at := 0; at < len(text); {
		next, size := parseToken(text, at)
		tokens = append(tokens, next...)
		at += size
	}
	return tokens
}

func parseToken(text string, at int) ([]token, int) {
	switch text[at] {
	case '*':
		return parseRun(text, at)
	case '?':
		return []token{{kind: classByte, class: anyByte()}}, 1
	case '[':
		class, size, valid := parseClass(text[at:])
		if !valid {
			return []token{{kind: impossible}}, len(text) - at
		}
		return []token{{kind: classByte, class: class}}, size
	case '\\':
		if at+1 == len(text) {
			return []token{{kind: impossible}}, 1
		}
		return []token{{kind: literalByte, literal: text[at+1]}}, 2
	default:
		return []token{{kind: literalByte, literal: text[at]}}, 1
	}
}

func parseRun(text string, at int) ([]token, int) {
	size := len(text[at:]) - len(strings.TrimLeft(text[at:], "*"))
	before, after := text[:at], text[at+size:]
	opens := before == "" || strings.HasSuffix(before, "/")
	switch {
	case size == 1 || !opens:
		return []token{{kind: segmentRun}}, size
	case after == "" || strings.HasPrefix(after, `\/`):
		return []token{{kind: pathRun}}, size
	case after[0] == '/':
		return []token{{kind: optionalRun}, {kind: pathRun}, {kind: literalByte, literal: '/'}}, size + 1
	default:
		return []token{{kind: segmentRun}}, size
	}
}

// matchTokens tells whether the tokens match the whole text. Its time is bounded by their number times the length of the text.
func matchTokens(tokens []token, text string) bool {
	for len(tokens) > 1 && tokens[len(tokens)-1].kind == literalByte && tokens[len(tokens)-2].kind != pathRun {
		last, ended := tokens[len(tokens)-1], len(text)-1
		if ended < 0 || text[ended] != last.literal {
			return false
		}
		tokens, text = tokens[:len(tokens)-1], text[:ended]
	}
	if len(tokens) == 1 && tokens[0].kind == segmentRun {
		return !strings.Contains(text, "/")
	}
	return simulate(tokens, text)
}

// simulate follows every way through the tokens at once.
func simulate(tokens []token, text string) bool {
	now, next := make([]bool, len(tokens)+1), make([]bool, len(tokens)+1)
	reach(tokens, now, 0)
	for at := range len(text) {
		clear(next)
		for index, here := range now[:len(tokens)] {
			if here {
				advance(tokens, next, index, text[at])
			}
		}
		now, next = next, now
		if !slices.Contains(now, true) {
			return false
		}
	}
	return now[len(tokens)]
}

// reach marks a position and those that follow without any text.
func reach(tokens []token, positions []bool, index int) {
	for !positions[index] {
		positions[index] = true
		if index == len(tokens) || !tokens[index].empty() {
			return
		}
		if tokens[index].kind == optionalRun {
			reach(tokens, positions, index+3)
		}
		index++
	}
}

func (t token) empty() bool {
	return t.kind == segmentRun || t.kind == pathRun || t.kind == optionalRun
}

// advance marks where a byte leads from a position.
func advance(tokens []token, positions []bool, index int, next byte) {
	switch token := tokens[index]; token.kind {
	case literalByte:
		if token.literal == next {
			reach(tokens, positions, index+1)
		}
	case classByte:
		if token.class[next] {
			reach(tokens, positions, index+1)
		}
	case segmentRun:
		if next != '/' {
			reach(tokens, positions, index)
		}
	case pathRun:
		reach(tokens, positions, index)
	}
}
