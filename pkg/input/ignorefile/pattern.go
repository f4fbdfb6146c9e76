package ignorefile

import (
	"fmt"
	"strings"

	"github.com/moby/patternmatcher"
	"github.com/moby/patternmatcher/ignorefile"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// patternLimit bounds how many patterns of one file are read: each is compiled.
const patternLimit = 10_000

// Patterns are the patterns of an ignore file in order.
type Patterns []pattern

// A pattern is one line.
type pattern struct {
	// text is the line without the blanks around it.
	text    string
	line    int
	negated bool
	matcher *patternmatcher.PatternMatcher
}

// Read reads the patterns of an ignore file. The error names the first line that the builder would refuse.
func Read(content []byte) (Patterns, error) {
	patterns, problems := parse(content)
	if len(problems) > 0 {
		return nil, fmt.Errorf("line %d: %s", problems[0].Span.Line, problems[0].Message)
	}
	return patterns, nil
}

// Exclude reports whether the patterns keep a path out of the build context. The path is relative to the context, with
// slashes. What matches a folder matches all in it, and the last pattern that matches decides.
func (p Patterns) Exclude(name string) bool {
	excluded := false
	for _, each := range p {
		if excluded == each.negated && each.matches(name) {
			excluded = !each.negated
		}
	}
	return excluded
}

func parse(content []byte) (Patterns, []input.Problem) {
	var patterns Patterns
	var problems []input.Problem
	number := 0
	for line := range strings.Lines(strings.TrimPrefix(string(content), "\uFEFF")) {
		number++
		read, err := ignorefile.ReadAll(strings.NewReader(line))
		if err == nil && len(read) == 0 {
			continue
		}
		if len(patterns) >= patternLimit {
			return patterns, append(problems, problem(number, fmt.Errorf("more than %d patterns", patternLimit)))
		}
		if err == nil {
			var made pattern
			if made, err = compile(read[0], line, number); err == nil {
				patterns = append(patterns, made)
			}
		}
		if err != nil {
			problems = append(problems, problem(number, err))
		}
	}
	return patterns, problems
}

func compile(cleaned, line string, number int) (pattern, error) {
	positive, negated := strings.CutPrefix(cleaned, "!")
	matcher, err := patternmatcher.New([]string{positive})
	if err == nil {
		_, err = matcher.MatchesOrParentMatches("a")
	}
	return pattern{text: strings.TrimSpace(line), line: number, negated: negated, matcher: matcher}, err
}

func problem(line int, err error) input.Problem {
	return input.Problem{Message: "invalid pattern: " + err.Error(), Span: source.Span{Line: line, Column: 1, EndLine: line, EndColumn: 1}}
}

// matches reports whether the pattern matches a path or a folder above it.
func (p pattern) matches(name string) bool {
	matches, err := p.matcher.MatchesOrParentMatches(name)
	return err == nil && matches
}

// sample is a path that the pattern matches, where its wildcards are simple ones.
func (p pattern) sample() string {
	return strings.ReplaceAll(strings.ReplaceAll(p.path(), "**/", ""), "*", "x")
}

// path is the pattern as a path relative to the context.
func (p pattern) path() string {
	return strings.TrimPrefix(strings.TrimSpace(strings.TrimPrefix(p.text, "!")), "/")
}
