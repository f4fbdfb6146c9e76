package main

import (
	"strings"
	"unicode/utf8"
)

// wrap breaks the paragraphs of a text so that no line is longer than a width in characters, if words allow it. What is
// indented or begins an item of a list keeps its line.
func wrap(text string, width int) string {
	var wrapped strings.Builder
	used := 0
	for line := range strings.Lines(strings.TrimSpace(text)) {
		line = strings.TrimRight(line, " \t\r\n")
		if line == "" || strings.HasPrefix(line, " ") || isItem(line) {
			endLine(&wrapped, &used)
		}
		if line == "" {
			wrapped.WriteString("\n")
			continue
		}
		if strings.HasPrefix(line, "  ") {
			wrapped.WriteString(line + "\n")
			continue
		}
		for _, word := range strings.Fields(line) {
			if size := utf8.RuneCountInString(word); used > 0 && used+1+size > width {
				endLine(&wrapped, &used)
			}
			if used > 0 {
				wrapped.WriteString(" ")
				used++
			}
			wrapped.WriteString(word)
			used += utf8.RuneCountInString(word)
		}
	}
	endLine(&wrapped, &used)
	return wrapped.String()
}

func endLine(text *strings.Builder, used *int) {
	if *used > 0 {
		text.WriteString("\n")
		*used = 0
	}
}

func isItem(line string) bool {
	return strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "* ")
}
