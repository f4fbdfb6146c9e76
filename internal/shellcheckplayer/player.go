// Package shellcheckplayer plays ShellCheck in tests, where the real one need not be installed: it reports each $NAME
// that is not between quotes, in the form json1 that ShellCheck documents. A test's own binary becomes the program:
//
//	func TestMain(m *testing.M) {
//		if status, plays := shellcheckplayer.Play(); plays {
//			os.Exit(status)
//		}
//		os.Exit(m.Run())
//	}
//
// with the variable PLAY_SHELLCHECK set for the tests that ask it.
package shellcheckplayer

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// Role is the variable that makes a test's binary play: "well", "broken" for a program that refuses its options,
// "gibberish" for one that answers something else.
const Role = "PLAY_SHELLCHECK"

// A comment is one finding in the form json1.
type comment struct {
	File      string `json:"file"`
	Line      int    `json:"line"`
	EndLine   int    `json:"endLine"`
	Column    int    `json:"column"`
	EndColumn int    `json:"endColumn"`
	Level     string `json:"level"`
	Code      int    `json:"code"`
	Message   string `json:"message"`
}

// Play plays the program if the environment gives the process a role, and returns the program's exit status: it prints the
// answer to the arguments of the process.
func Play() (status int, plays bool) {
	switch os.Getenv(Role) {
	case "":
		return 0, false
	case "broken":
		fmt.Fprintln(os.Stderr, "no such option")
		return 3, true
	case "gibberish":
		fmt.Println("{")
		return 0, true
	}
	return Answer(os.Stdout, os.Args[1:]), true
}

// unquoted is a variable; what stands before it tells whether it is quoted.
var unquoted = regexp.MustCompile(`\$[A-Za-z_]+`)

// Answer prints what ShellCheck would say of the files among its arguments, and returns its exit status: 1 for findings.
func Answer(out io.Writer, arguments []string) int {
	found := []comment{}
	for _, name := range arguments {
		if filepath.Ext(name) == ".sh" {
			found = append(found, read(name)...)
		}
	}
	_ = json.NewEncoder(out).Encode(map[string][]comment{"comments": found})
	return min(len(found), 1)
}

func read(name string) []comment {
	text, err := os.ReadFile(name)
	if err != nil || strings.Contains(string(text), "disable=SC2086") {
		return nil
	}
	var found []comment
	for number, line := range strings.Split(string(text), "\n") {
		for _, at := range unquoted.FindAllStringIndex(line, -1) {
			if strings.HasPrefix(line, "#") || strings.Count(line[:at[0]], `"`)%2 == 1 {
				continue
			}
			found = append(found, about(name, number+1, line, at[0], at[1]))
		}
	}
	return found
}

// about is what the real program says of a variable: that it lacks quotes, or for one in lower case that nothing assigns
// it.
func about(name string, number int, line string, start, end int) comment {
	made := comment{
		File: name, Line: number, EndLine: number, Level: "info", Code: 2086,
		Column: len([]rune(line[:start])) + 1, EndColumn: len([]rune(line[:end])) + 1,
		Message: "Double quote to prevent globbing and word splitting.",
	}
	if variable := line[start+1 : end]; strings.HasPrefix(variable, "un") {
		made.Level, made.Code, made.Message = "warning", 2154, variable+" is referenced but not assigned."
	}
	return made
}
