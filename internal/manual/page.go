// Package manual holds README.md, CONTRIBUTING.md and docs/ against the project: what they tell people to type is typed,
// what they show is compared with what is printed, and what they quote stands where it is run as a test.
//
// A page is read as a session. Its fences and its code spans are taken in order: a command is run, a fence with a
// path behind its language is written to that path, so that a later command meets it. What a CI system would run of
// such a file is run as well.
//
//	page := manual.Parse(text)
//	for _, part := range page.Parts() {
//		fmt.Println(part.Line, part.Command)
//	}
package manual

import (
	"regexp"
	"slices"
	"strings"
)

// A Page is a Markdown page.
type Page struct {
	lines []string
}

// A Part is something of a page that can be tried. One of Command, Path and Go is given.
type Part struct {
	// Line is where it stands, counted from 1.
	Line int
	// Command is one command line for a shell. Output are the lines that the page shows below it; there may be none.
	Command string
	Output  []string
	// Path is the file that a fence is said to be, Content what stands in it.
	Path, Content string
	// Go is an excerpt of a Go program.
	Go string
}

// Parse reads a page.
func Parse(text string) *Page {
	return &Page{lines: strings.Split(text, "\n")}
}

// String returns the page as text.
func (p *Page) String() string {
	return strings.Join(p.lines, "\n")
}

const fence = "```"

// Parts returns what can be tried, in the order of the page.
func (p *Page) Parts() []Part {
	var parts []Part
	for i := 0; i < len(p.lines); i++ {
		info, opens := strings.CutPrefix(p.lines[i], fence)
		if !opens {
			parts = append(parts, spans(i+1, p.lines[i])...)
			continue
		}
		end := i + 1
		for end < len(p.lines) && p.lines[end] != fence {
			end++
		}
		parts = append(parts, fenced(i+2, info, p.lines[i+1:end])...)
		i = end
	}
	return parts
}

// Replace puts other lines in place of a command's output.
func (p *Page) Replace(shown Part, output []string) {
	p.lines = slices.Replace(p.lines, shown.Line, shown.Line+len(shown.Output), output...)
}

// fenced reads a fence by its language: console (commands after a dollar, with output), sh (commands), go, and whatever
// else has a path.
func fenced(line int, info string, lines []string) []Part {
	language, path, _ := strings.Cut(info, " ")
	content := strings.Join(lines, "\n") + "\n"
	switch {
	case path != "":
		return append([]Part{{Line: line, Path: path, Content: content}}, steps(line, language, content)...)
	case language == "go":
		return []Part{{Line: line, Go: content}}
	case language == "console":
		return session(line, lines)
	case language == "sh":
		return script(line, lines)
	}
	return nil
}

func session(line int, lines []string) []Part {
	var parts []Part
	for i, text := range lines {
		if command, typed := strings.CutPrefix(text, "$ "); typed {
			parts = append(parts, Part{Line: line + i, Command: command})
		} else if len(parts) > 0 {
			last := &parts[len(parts)-1]
			last.Output = append(last.Output, text)
		}
	}
	return parts
}

// script reads commands, one a line unless a backslash ends it.
func script(line int, lines []string) []Part {
	var parts []Part
	goesOn := false
	for i, text := range lines {
		command, _, _ := strings.Cut(text, " #")
		command, more := strings.CutSuffix(strings.TrimSpace(command), "\\")
		switch {
		case goesOn:
			parts[len(parts)-1].Command += command
		case command != "":
			parts = append(parts, Part{Line: line + i, Command: command})
		}
		goesOn = more
	}
	return parts
}

// typed is a code span that is a command line of ours, rather than a name.
var typed = regexp.MustCompile("`((?:seaworthy|go|make) [^`]+)`")

func spans(line int, text string) []Part {
	var parts []Part
	for _, match := range typed.FindAllStringSubmatch(text, -1) {
		parts = append(parts, Part{Line: line, Command: match[1]})
	}
	return parts
}
