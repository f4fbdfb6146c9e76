package input

import (
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A Locator turns the places that rules hand back into places in the file.
type Locator interface {
	// Locate finds the place that `at` names, or else the nearest one around it: "stages/0/user/name" is the USER
	// instruction if the name itself has no span. It always answers; a place nobody knows is the whole file's start.
	Locate(at string) Location
}

// A Location is what a Locator knows about a place.
type Location struct {
	// Span is where the place is in the file.
	Span source.Span
	// Node names the place by what stands there rather than by numbers, so that it stays the same when lines are
	// added elsewhere: fingerprints hang on it.
	Node string
	// Because says where a value at this place comes from, nearest first.
	Because []Origin
	// Exact tells that Span is the place that was asked for, to its last character, so that it can be edited.
	Exact bool
	// Lines are what goes when an exact place is deleted, if that is more than Span: the lines of an instruction.
	Lines source.Span
}

// An Origin is a place that gives a variable its value.
type Origin struct {
	// Text is what stands there: "ARG USER=root".
	Text string
	// Span is where.
	Span source.Span
}

// Places is a Locator over a table. The readers of formats whose spans are known while parsing fill one.
type Places map[string]Location

// Locate implements Locator by going up from `at` until a place of the table is reached.
func (p Places) Locate(at string) Location {
	for path := at; path != ""; path = Parent(path) {
		if location, ok := p[path]; ok {
			location.Exact = path == at
			return location
		}
	}
	if location, ok := p[""]; ok {
		return location
	}
	return Location{Span: source.Span{Line: 1, Column: 1, EndLine: 1, EndColumn: 1}}
}

// Parent returns the place around `at`: all but its last segment, "" for a place at the top.
func Parent(at string) string {
	if i := strings.LastIndexByte(at, '/'); i >= 0 {
		return at[:i]
	}
	return ""
}

// Node returns the innermost element of a list that `at` stands in, "" for the document as a whole:
// "spec/containers/0" for "spec/containers/0/privileged".
func Node(at string) string {
	segments := strings.Split(at, "/")
	for i := len(segments) - 1; i >= 0; i-- {
		if _, err := strconv.Atoi(segments[i]); err == nil {
			return strings.Join(segments[:i+1], "/")
		}
	}
	return ""
}

// Within reports whether `at` is the node or lies inside it.
func Within(at, node string) bool {
	return node == "" || at == node || strings.HasPrefix(at, node+"/")
}
