package source

import (
	"path"
	"strings"
)

// Patterns are lines in the syntax of .gitignore (https://git-scm.com/docs/gitignore#_pattern_format), for other lists of paths
// than git's: "vendor/", "*.example.yaml", "!keep.yaml".
type Patterns struct {
	patterns []pattern
}

// NewPatterns makes patterns of lines. A line that is empty or a comment says nothing.
func NewPatterns(lines ...string) Patterns {
	var made Patterns
	for index, line := range lines {
		for _, each := range parseIgnoreFile([]byte(line)) {
			each.line = index
			made.patterns = append(made.patterns, each)
		}
	}
	return made
}

// Empty tells whether no line says anything.
func (p Patterns) Empty() bool {
	return len(p.patterns) == 0
}

// Match tells whether a file is meant: it or a folder that it is in matches, and no later pattern takes that back. Its path is
// relative to where the patterns count from, with slashes; one that leads out of there is never meant. The index is that of the
// line that has the last word.
func (p Patterns) Match(file string) (index int, matched bool) {
	file = path.Clean(file)
	if path.IsAbs(file) || file == "." || file == ".." || strings.HasPrefix(file, "../") {
		return 0, false
	}
	for end := 0; end < len(file); end++ {
		if file[end] == '/' {
			if index, matched = p.decide(file[:end], true); matched {
				return index, true
			}
		}
	}
	return p.decide(file, false)
}

// decide asks the last pattern that speaks of a path.
func (p Patterns) decide(location string, folder bool) (index int, matched bool) {
	for at := len(p.patterns) - 1; at >= 0; at-- {
		if p.patterns[at].matches(location, folder) {
			return p.patterns[at].line, !p.patterns[at].negated
		}
	}
	return 0, false
}
