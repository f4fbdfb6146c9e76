// Package shellcheck asks ShellCheck about the shell scripts of a document.
//
// ShellCheck (https://www.shellcheck.net) knows what goes wrong in shell scripts: words that lack quotes, tests that
// never hold, options that a shell does not have. It is a program of its own that need not be installed. Where it is,
// each script goes to it in the dialect of the shell that runs it, and what it says comes back as a part of the document,
// at the exact place in the file, for a rule to report:
//
//	program := shellcheck.New("/usr/bin/shellcheck")
//	err := program.Check(ctx, document)
//	fmt.Println(document.Dockerfile.Acts.ShellProblems)
package shellcheck

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// timeLimit is how long ShellCheck may take for the scripts of one file.
const timeLimit = time.Minute

// A Program is an installed ShellCheck. It may be used from many goroutines.
type Program struct{ path string }

// New returns the ShellCheck that is installed at a path.
func New(path string) Program { return Program{path} }

// Check asks ShellCheck about all scripts of a document in one go, and adds what it reports to the acts of its Dockerfile
// and its place to the locator. A document without scripts costs nothing. The error says that the program could not be
// asked: it is not there, takes longer than a minute, or answers something else than it documents.
func (p Program) Check(ctx context.Context, document *input.Document) error {
	scripts := readable(document)
	if len(scripts) == 0 {
		return nil
	}
	folder, err := os.MkdirTemp("", "seaworthy-shellcheck-")
	if err != nil {
		return fmt.Errorf("ask shellcheck: %w", err)
	}
	defer os.RemoveAll(folder)
	names, err := write(folder, scripts)
	if err != nil {
		return fmt.Errorf("ask shellcheck: %w", err)
	}
	comments, err := p.run(ctx, folder, names)
	if err != nil {
		return fmt.Errorf("ask shellcheck: %w", err)
	}
	report(document, scripts, comments)
	return nil
}

// dialects are ShellCheck's names for the shells that it knows. BusyBox's is near to dash, and older releases know no
// nearer one.
var dialects = map[string]string{"posix": "sh", "bash": "bash", "ash": "dash", "ksh": "ksh"}

func readable(document *input.Document) []input.Script {
	if document.Dockerfile == nil {
		return nil
	}
	var scripts []input.Script
	for _, script := range document.Scripts {
		if dialects[script.Dialect] != "" {
			scripts = append(scripts, script)
		}
	}
	return scripts
}

// write makes a file of each script, with directives for ShellCheck before it: the dialect, and those that stand in the
// comments above the instruction (https://www.shellcheck.net/wiki/Directive).
func write(folder string, scripts []input.Script) ([]string, error) {
	var names []string
	for n, script := range scripts {
		name := strconv.Itoa(n) + ".sh"
		text := header(script) + script.Text + "\n"
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, nil
}

func header(script input.Script) string {
	lines := []string{"# shellcheck shell=" + dialects[script.Dialect]}
	for _, comment := range script.Comments {
		if directive := strings.TrimSpace(strings.TrimLeft(comment, "# \t")); strings.HasPrefix(directive, "shellcheck disable=") {
			lines = append(lines, "# "+directive)
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

// A comment is one thing that ShellCheck reports, in its format json1: lines and columns are counted from 1, and columns
// in characters (https://github.com/koalaman/shellcheck/wiki/Integration).
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

// run asks the program. Files that a script sources are in the image and not here: SC1090 and SC1091 say nothing.
func (p Program) run(ctx context.Context, folder string, names []string) ([]comment, error) {
	ctx, cancel := context.WithTimeout(ctx, timeLimit)
	defer cancel()
	command := exec.CommandContext(ctx, p.path, append([]string{"--norc", "--format=json1", "--exclude=SC1090,SC1091"}, names...)...)
	command.Dir, command.WaitDelay = folder, time.Second
	var output, complaint bytes.Buffer
	command.Stdout, command.Stderr = &output, &complaint
	err := command.Run()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 1 {
		err = nil // something is reported
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %s", err, strings.TrimSpace(complaint.String()))
	}
	var answer struct {
		Comments []comment `json:"comments"`
	}
	if err := json.Unmarshal(output.Bytes(), &answer); err != nil {
		return nil, fmt.Errorf("read its answer: %w", err)
	}
	return answer.Comments, nil
}
