package suppress

import (
	"regexp"
	"sort"
	"strings"
	"unicode"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A dockerfileScanner goes through the lines of a Dockerfile as BuildKit's parser does: instructions go on over lines
// that end with the escape character, comments may stand between those lines, and heredocs follow
// (https://docs.docker.com/reference/dockerfile/#format).
type dockerfileScanner struct {
	lines     *source.Lines
	endings   terminators
	escape    byte
	atTop     bool
	comments  []comment
	addressed int   // comments before this one know their scope
	stages    []int // the lines on which a FROM stands
}

func dockerfileComments(lines *source.Lines) []comment {
	s := &dockerfileScanner{lines: lines, endings: terminators{lines: lines}, escape: '\\', atTop: true}
	for number := 1; number <= lines.Count(); {
		number = s.next(number)
	}
	for i := range s.comments {
		s.comments[i].stage = s.stage(s.comments[i].scope.First)
	}
	return s.comments
}

// stage returns the lines of the stage in which an instruction stands.
func (s *dockerfileScanner) stage(instruction int) Scope {
	next := sort.SearchInts(s.stages, instruction+1)
	scope := Scope{First: 1, Last: s.lines.Count()}
	if next > 0 {
		scope.First = s.stages[next-1]
	}
	if next < len(s.stages) {
		scope.Last = s.stages[next] - 1
	}
	return scope
}

// next reads the comment, the empty line or the instruction that begins at a line, and returns the line after it.
func (s *dockerfileScanner) next(number int) int {
	text := strings.TrimLeftFunc(s.lines.Text(number), unicode.IsSpace)
	if strings.HasPrefix(text, "#") {
		s.directive(text)
		s.comment(number, text)
		return number + 1
	}
	s.atTop = false
	if text == "" {
		return number + 1
	}
	last := s.instruction(number)
	for ; s.addressed < len(s.comments); s.addressed++ {
		s.comments[s.addressed].scope = Scope{First: number, Last: last}
	}
	return last + 1
}

// directives are the comments at the top that change how a Dockerfile is read.
var directives = regexp.MustCompile(`(?i)^#\s*(escape|syntax|check)\s*=\s*(.+?)\s*$`)

func (s *dockerfileScanner) directive(text string) {
	match := directives.FindStringSubmatch(text)
	if s.atTop = s.atTop && match != nil; s.atTop && strings.EqualFold(match[1], "escape") && match[2] == "`" {
		s.escape = '`'
	}
}

// comment adds the comment that ends a line.
func (s *dockerfileScanner) comment(number int, text string) {
	added := newComment(s.lines, number, len(s.lines.Text(number))-len(text))
	added.directive = s.atTop
	s.comments = append(s.comments, added)
}

// instruction reads an instruction with its heredocs and returns its last line.
func (s *dockerfileScanner) instruction(number int) int {
	var joined strings.Builder
	script := commentFinder{}
	isRun := false
	for first := number; ; number++ {
		text := s.lines.Text(number)
		trimmed := strings.TrimLeftFunc(text, unicode.IsSpace)
		between := number > first && (trimmed == "" || trimmed[0] == '#')
		if between && trimmed != "" {
			s.comment(number, trimmed)
		}
		goesOn := between || s.goesOn(text)
		if !between {
			joined.WriteString(s.withoutEscape(text, goesOn))
			if number == first {
				keyword, _ := cutWord(joined.String())
				isRun = strings.EqualFold(keyword, "run")
				if strings.EqualFold(keyword, "from") {
					s.stages = append(s.stages, first)
				}
			}
			if at := script.find(text); isRun && at >= 0 {
				s.comments = append(s.comments, newComment(s.lines, number, at))
			}
		}
		if !goesOn || number == s.lines.Count() {
			break
		}
	}
	for _, announced := range dockerfileHeredocs(joined.String()) {
		number = s.endings.after(number, announced)
	}
	return number
}

// goesOn reports whether a line ends with an escape character that no other one escapes.
func (s *dockerfileScanner) goesOn(line string) bool {
	line = strings.TrimRight(line, " \t")
	escape := string(s.escape)
	return strings.HasSuffix(line, escape) && !strings.HasSuffix(line, escape+escape)
}

func (s *dockerfileScanner) withoutEscape(line string, goesOn bool) string {
	if !goesOn {
		return line
	}
	return strings.TrimSuffix(strings.TrimRight(line, " \t"), string(s.escape))
}

// cutWord returns the first word of a text and what follows it.
func cutWord(text string) (word, rest string) {
	text = strings.TrimLeftFunc(text, unicode.IsSpace)
	if end := strings.IndexFunc(text, unicode.IsSpace); end >= 0 {
		return text[:end], text[end:]
	}
	return text, ""
}

// A commentFinder finds the comment on each line of a shell script, one after the other.
type commentFinder struct {
	quote byte
}

// find returns the offset of the number sign that begins the line's comment, -1 where there is none.
func (f *commentFinder) find(line string) int {
	boundary := f.quote == 0
	for i := 0; i < len(line); i++ {
		character := line[i]
		switch {
		case character == '\\' && f.quote != '\'':
			i++
		case f.quote != 0:
			if character == f.quote {
				f.quote = 0
			}
		case character == '\'', character == '"':
			f.quote = character
		case character == '#' && boundary:
			return i
		}
		boundary = f.quote == 0 && strings.IndexByte(" \t;&|()", character) >= 0
	}
	return -1
}
