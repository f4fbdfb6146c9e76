package shell

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"mvdan.cc/sh/v3/syntax"
)

func isSimple(p *syntax.ParamExp) bool {
	return p.Exp == nil && p.Repl == nil && p.Slice == nil && p.Index == nil && p.NestedParam == nil
}

// evaluate gives the value of a parameter expansion. A plain $NAME may be known in part ("https://host/$VERSION"):
// that is put in and the word is unresolved. Everything else is known in full or not at all.
// https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_06_02
func (e *expander) evaluate(p *syntax.ParamExp) (value, bool) {
	if !isEvaluable(p) || e.source.isForeign(e.offset(p.Pos())) {
		return value{}, false
	}
	v, found := e.lookup(p.Param.Value)
	switch {
	case p.Exp != nil:
		return e.operate(v, found, p)
	case p.Length:
		return derive(v, strconv.Itoa(utf8.RuneCountInString(v.text)))
	case p.Slice != nil:
		return slice(v, p.Slice)
	case p.Repl != nil:
		return e.replace(v, p.Repl)
	}
	return v, found && (v.known() || v.text != "")
}

func isEvaluable(p *syntax.ParamExp) bool {
	return p.Param != nil && syntax.ValidName(p.Param.Value) && p.Index == nil && p.NestedParam == nil && p.Flags == nil &&
		!p.Excl && !p.Width && !p.IsSet && p.Names == 0 && len(p.Modifiers) == 0 &&
		p.Split == syntax.OptUnset && p.GlobSubst == syntax.OptUnset && p.RcExpand == syntax.OptUnset
}

// derive gives a value computed from a known one.
func derive(from value, text string) (value, bool) {
	from.text = text
	return from, from.known()
}

func (e *expander) operate(v value, found bool, p *syntax.ParamExp) (value, bool) {
	switch p.Exp.Op {
	case syntax.DefaultUnset, syntax.DefaultUnsetOrNull, syntax.AssignUnset, syntax.AssignUnsetOrNull:
		return e.fallBack(v, found, p)
	case syntax.AlternateUnset, syntax.AlternateUnsetOrNull:
		if !v.known() {
			return value{}, false
		}
		if v.text == "" && p.Exp.Op == syntax.AlternateUnsetOrNull {
			return v, true
		}
		return e.operand(p.Exp.Word, v)
	case syntax.ErrorUnset, syntax.ErrorUnsetOrNull:
		return v, v.known() && (v.text != "" || p.Exp.Op == syntax.ErrorUnset)
	case syntax.UpperAll:
		return whole(v, strings.ToUpper(v.text), p.Exp)
	case syntax.LowerAll:
		return whole(v, strings.ToLower(v.text), p.Exp)
	case syntax.RemSmallSuffix, syntax.RemLargeSuffix, syntax.RemSmallPrefix, syntax.RemLargePrefix:
		return e.trim(v, p.Exp)
	}
	return value{}, false
}

// whole is for operators that take an optional pattern: with one, nothing is known.
func whole(v value, text string, x *syntax.Expansion) (value, bool) {
	if x.Word != nil && len(x.Word.Parts) > 0 {
		return value{}, false
	}
	return derive(v, text)
}

// fallBack is ${NAME:-word}. A name that nobody has heard of gives the word, but it may yet be set from outside.
func (e *expander) fallBack(v value, found bool, p *syntax.ParamExp) (value, bool) {
	if found && !v.known() {
		return value{}, false
	}
	orNull := p.Exp.Op == syntax.DefaultUnsetOrNull || p.Exp.Op == syntax.AssignUnsetOrNull
	if found && (v.text != "" || !orNull) {
		return v, true
	}
	if !found {
		v.state = Overridable
	}
	result, ok := e.operand(p.Exp.Word, v)
	if ok && p.Exp.Op != syntax.DefaultUnset && p.Exp.Op != syntax.DefaultUnsetOrNull && !e.quiet {
		e.scope.set(p.Param.Value, binding{value: result})
	}
	return result, ok
}

// operand expands the word inside a parameter expansion.
func (e *expander) operand(word *syntax.Word, from value) (value, bool) {
	if word == nil {
		return value{state: from.state, origins: from.origins}, true
	}
	inner := expander{walker: e.walker, quiet: true, state: Literal}
	inner.parts(word.Parts, false)
	v := value{string(inner.text), worse(worse(inner.state, from.state), Resolved), merge(from.origins, inner.origins)}
	return v, v.known()
}

// trim is ${NAME%pattern}, ${NAME##pattern} and the like.
func (e *expander) trim(v value, x *syntax.Expansion) (value, bool) {
	pattern, ok := e.operand(x.Word, value{state: Literal})
	if !ok || !v.known() || !isGlob(pattern.text) {
		return value{}, false
	}
	suffix := x.Op == syntax.RemSmallSuffix || x.Op == syntax.RemLargeSuffix
	shortest := x.Op == syntax.RemSmallSuffix || x.Op == syntax.RemSmallPrefix
	v.origins, v.state = merge(v.origins, pattern.origins), worse(v.state, pattern.state)
	for i := range len(v.text) + 1 {
		cut := i
		if !shortest {
			cut = len(v.text) - i
		}
		switch {
		case suffix && glob(pattern.text, v.text[len(v.text)-cut:]):
			return derive(v, v.text[:len(v.text)-cut])
		case !suffix && glob(pattern.text, v.text[:cut]):
			return derive(v, v.text[cut:])
		}
	}
	return v, true
}

// replace is ${NAME/from/to} for a from without wildcards.
func (e *expander) replace(v value, r *syntax.Replace) (value, bool) {
	from, ok := e.operand(r.Orig, value{state: Literal})
	to, known := e.operand(r.With, value{state: Literal})
	if !ok || !known || !v.known() || from.text == "" || strings.ContainsAny(from.text, `*?[\#%(`) {
		return value{}, false
	}
	times := 1
	if r.All {
		times = -1
	}
	v.origins = merge(merge(v.origins, from.origins), to.origins)
	v.state = worse(v.state, worse(from.state, to.state))
	if len(v.text)*max(len(to.text), 1) > maxText {
		return value{}, false
	}
	return derive(v, strings.Replace(v.text, from.text, to.text, times))
}

// slice is ${NAME:offset:length} with plain numbers.
func slice(v value, s *syntax.Slice) (value, bool) {
	start, ok := number(s.Offset, 0)
	length, known := number(s.Length, len(v.text))
	if !ok || !known || start > len(v.text) {
		return value{}, false
	}
	return derive(v, v.text[start:min(start+length, len(v.text))])
}

func number(x syntax.ArithmExpr, absent int) (int, bool) {
	if x == nil {
		return absent, true
	}
	word, ok := x.(*syntax.Word)
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(word.Lit())
	return min(n, maxText), err == nil && n >= 0
}

func isGlob(pattern string) bool { return !strings.ContainsAny(pattern, `[\(`) }

// glob matches * and ? against a whole text.
func glob(pattern, text string) bool {
	star, resume := -1, 0
	i, j := 0, 0
	for j < len(text) {
		switch {
		case i < len(pattern) && pattern[i] == '*':
			star, resume = i, j
			i++
		case i < len(pattern) && (pattern[i] == '?' || pattern[i] == text[j]):
			i++
			j++
		case star >= 0:
			resume++
			i, j = star+1, resume
		default:
			return false
		}
	}
	return strings.Trim(pattern[i:], "*") == ""
}

// unescapeANSI is the body of $'...': https://www.gnu.org/software/bash/manual/bash.html#ANSI_002dC-Quoting
func unescapeANSI(text string) string {
	if strings.IndexByte(text, '\\') < 0 {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			b.WriteByte(text[i])
			continue
		}
		i++
		if at := strings.IndexByte(`abeEfnrtv\'"?`, text[i]); at >= 0 {
			b.WriteByte("\a\b\x1b\x1b\f\n\r\t\v\\'\"?"[at])
			continue
		}
		width := escapedNumber(&b, text[i:])
		i += width
	}
	return b.String()
}

// escapedNumber writes the byte of \xHH or \NNN and tells how far behind the first character it reaches.
func escapedNumber(b *strings.Builder, text string) int {
	digits, base, from := 3, 8, 0
	if text[0] == 'x' {
		digits, base, from = 2, 16, 1
	}
	for end := min(from+digits, len(text)); end > from; end-- {
		if n, err := strconv.ParseUint(text[from:end], base, 8); err == nil {
			b.WriteByte(byte(n))
			return end - 1
		}
	}
	b.WriteByte('\\')
	b.WriteByte(text[0])
	return 0
}
