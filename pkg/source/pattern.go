package source

import (
	"bytes"
	"strings"
)

// pattern is one line of an ignore file, compiled. Matching goes by bytes, as git's does.
type pattern struct {
	line       int
	negated    bool // "!": takes back what an earlier line ignored
	folderOnly bool // trailing slash
	anyDepth   bool // no other slash: matches the base name at every depth
	prefix     string
	rest       []token // what follows the prefix, from the first wildcard on
}

// parseIgnoreFile reads the lines of an ignore file. Lines that say nothing give no pattern.
// Format: https://git-scm.com/docs/gitignore#_pattern_format.
func parseIgnoreFile(content []byte) []pattern {
	var patterns []pattern
	content = bytes.TrimPrefix(content, byteOrderMark)
	number := 0
	for line := range strings.Lines(string(content)) {
		number++
		line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if line = trimTrailingSpaces(line); line != "" {
			patterns = append(patterns, parsePattern(line, number))
		}
	}
	return patterns
}

func parsePattern(text string, line int) pattern {
	text, negated := strings.CutPrefix(text, "!")
	text, folderOnly := strings.CutSuffix(text, "/")
	anyDepth := !strings.Contains(text, "/")
	text = strings.TrimPrefix(text, "/")
	literal := strings.IndexAny(text, `*?[\`)
	if literal < 0 {
		literal = len(text)
	}
	return pattern{
		line: line, negated: negated, folderOnly: folderOnly, anyDepth: anyDepth,
		prefix: text[:literal], rest: parseTokens(text[literal:]),
	}
}

// trimTrailingSpaces drops spaces at the end unless a backslash keeps them.
func trimTrailingSpaces(line string) string {
	end := 0
	for at := 0; at < len(line); at++ {
		switch line[at] {
		case ' ':
		case '\\':
			at++
			end = min(at+1, len(line))
		default:
			end = at + 1
		}
	}
	return line[:end]
}

// matches tells whether the pattern speaks of a path, given relative to the folder of the ignore file.
func (p pattern) matches(path string, folder bool) bool {
	if p.folderOnly && !folder {
		return false
	}
	if p.anyDepth {
		path = path[strings.LastIndexByte(path, '/')+1:]
	}
	path, found := strings.CutPrefix(path, p.prefix)
	if !found {
		return false
	}
	if len(p.rest) == 0 {
		return path == ""
	}
	return matchTokens(p.rest, path)
}
