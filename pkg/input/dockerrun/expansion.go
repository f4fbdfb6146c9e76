package dockerrun

import (
	"regexp"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

const (
	// expansionLimit is how many bytes the recipes of a file may have once variables are put in.
	expansionLimit = 1 << 20
	// depthLimit is how deep variables may stand in variables.
	depthLimit = 16
)

// An expansion is a recipe as the shell gets it from make. It remembers of each byte where it comes from.
type expansion struct {
	variables map[string]variable
	text      strings.Builder
	// bytes are the places of the text's bytes in the file.
	bytes []shell.Range
	// unknown are the stretches of the text that stand for what make alone knows.
	unknown []shell.Range
	// budget is how many bytes may still come, for all recipes of a file.
	budget *int
}

// emit appends a text that stands at one place in the file.
func (e *expansion) emit(text string, at shell.Range) {
	if *e.budget -= len(text); *e.budget < 0 {
		return
	}
	e.text.WriteString(text)
	for range len(text) {
		e.bytes = append(e.bytes, at)
	}
}

// hide appends a shell variable in place of something that is not known.
func (e *expansion) hide(name string, at shell.Range) {
	start := e.text.Len()
	e.emit("${"+name+"}", at)
	e.unknown = append(e.unknown, shell.Range{Start: start, End: e.text.Len()})
}

// add appends a text of the Makefile with its variables put in. It stands at base in the file, or wholly at the place
// of the variable that it is the value of.
func (e *expansion) add(text string, base int, at *shell.Range, depth int) {
	for i := 0; i < len(text) && *e.budget >= 0; {
		length, place := referenceLength(text[i:]), shell.Range{Start: base + i, End: base + i + 1}
		place.End = base + i + max(length, 1)
		if at != nil {
			place = *at
		}
		if length == 0 {
			e.emit(text[i:i+1], place)
			i++
			continue
		}
		e.reference(text[i:i+length], base+i, place, at, depth)
		i += length
	}
}

// referenceLength is how long the $$, $x, $(...) or ${...} is that a text begins with, 0 if it begins with none.
func referenceLength(text string) int {
	if len(text) < 2 || text[0] != '$' {
		return 0
	}
	closing, ok := map[byte]byte{'(': ')', '{': '}'}[text[1]]
	if !ok {
		return 2
	}
	depth := 0
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case text[1]:
			depth++
		case closing:
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

var (
	plainName = regexp.MustCompile(`^[\w.-]+$`)
	noWord    = regexp.MustCompile(`\W`)
)

// reference appends what a reference stands for.
func (e *expansion) reference(written string, base int, place shell.Range, at *shell.Range, depth int) {
	if written == "$$" {
		e.emit("$", place)
		return
	}
	if len(written) == 2 {
		e.hide("make_automatic", place)
		return
	}
	name := written[2 : len(written)-1]
	if command, ok := strings.CutPrefix(name, "shell "); ok && depth < depthLimit {
		start := e.text.Len()
		e.emit("$(", place)
		e.add(command, base+len("$(shell "), at, depth+1)
		e.emit(")", place)
		e.unknown = append(e.unknown, shell.Range{Start: start, End: e.text.Len()})
		return
	}
	if !plainName.MatchString(name) {
		e.hide("make_function", place)
		return
	}
	if value, ok := e.variables[name]; ok && !value.uncertain && depth < depthLimit {
		e.add(value.text, base, &place, depth+1)
		return
	}
	e.hide(noWord.ReplaceAllString(name, "_"), place)
}

// origin turns a stretch of the text into offsets in the file.
func (e *expansion) origin(at shell.Range) (start, end int) {
	if len(e.bytes) == 0 {
		return 0, 0
	}
	last := len(e.bytes) - 1
	start = e.bytes[min(max(at.Start, 0), last)].Start
	return start, max(start, e.bytes[min(max(at.End-1, 0), last)].End)
}

// taint makes words unknown that hold what make alone knows, which the shell sees as text where it stands in quotes.
func (e *expansion) taint(words []shell.Word) {
	for i := range words {
		for _, at := range e.unknown {
			if at.Start < words[i].Range.End && words[i].Range.Start < at.End {
				words[i].State = shell.Unresolved
			}
		}
	}
}
