package suppress

import (
	"regexp"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A heredoc is announced by `<<NAME`, or with a dash by `<<-NAME`, and ends at the line that holds only the name, then
// behind any tabs.
type heredoc struct {
	name string
	tabs bool
}

// heredocWord is a word that announces a heredoc to BuildKit; unlike a shell's it is a word of its own.
var heredocWord = regexp.MustCompile(`^\d*<<(-?)([^<\s]+)$`)

// dockerfileHeredocs returns the heredocs that an instruction, written on one line, announces. Only RUN, COPY and ADD do,
// behind ONBUILD or not (https://docs.docker.com/reference/dockerfile/#here-documents).
func dockerfileHeredocs(instruction string) []heredoc {
	if !strings.Contains(instruction, "<<") {
		return nil
	}
	keyword, rest := cutWord(instruction)
	if strings.EqualFold(keyword, "onbuild") {
		keyword, rest = cutWord(rest)
	}
	if !slices.Contains([]string{"run", "copy", "add"}, strings.ToLower(keyword)) {
		return nil
	}
	var announced []heredoc
	for _, word := range quotedWords(rest) {
		if match := heredocWord.FindStringSubmatch(word); match != nil {
			announced = append(announced, heredoc{name: unquote(match[2]), tabs: match[1] != ""})
		}
	}
	return announced
}

// quotedWords splits a text at blanks that are neither quoted nor escaped; quotes stay. A quote that is not closed makes
// it nothing.
func quotedWords(text string) []string {
	var words []string
	var quote byte
	start := -1
	for i := 0; i < len(text); i++ {
		character := text[i]
		blank := quote == 0 && strings.IndexByte(" \t\r\v\f", character) >= 0
		if blank && start >= 0 {
			words, start = append(words, text[start:i]), -1
		} else if !blank && start < 0 {
			start = i
		}
		switch {
		case character == '\\' && quote != '\'':
			i++
		case quote == 0 && (character == '\'' || character == '"'):
			quote = character
		case character == quote:
			quote = 0
		}
	}
	if quote != 0 {
		return nil
	}
	if start >= 0 {
		words = append(words, text[start:])
	}
	return words
}

var quotes = strings.NewReplacer(`'`, "", `"`, "", `\`, "")

func unquote(word string) string {
	return quotes.Replace(word)
}

// terminators finds the ends of heredocs, in a time that does not depend on how many there are.
type terminators struct {
	lines         *source.Lines
	byText, byTab map[string][]int
}

// after returns the line that ends a heredoc whose text begins behind a line; the same line where nothing ends it.
func (t *terminators) after(line int, announced heredoc) int {
	if t.byText == nil {
		t.index()
	}
	found := t.byText[announced.name]
	if announced.tabs {
		found = t.byTab[announced.name]
	}
	if i, _ := slices.BinarySearch(found, line+1); i < len(found) {
		return found[i]
	}
	return line
}

func (t *terminators) index() {
	t.byText, t.byTab = map[string][]int{}, map[string][]int{}
	for line := 1; line <= t.lines.Count(); line++ {
		text := t.lines.Text(line)
		t.byText[text] = append(t.byText[text], line)
		tabless := strings.TrimLeft(text, "\t")
		t.byTab[tabless] = append(t.byTab[tabless], line)
	}
}
