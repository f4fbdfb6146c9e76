// Package changes asks git which lines have changed, so that a check can be about what somebody has just written.
//
// Whoever begins to check an old project gets findings by the hundred, and mends none. Asked about new lines only, it gets
// better with each change and nobody has to stop. Lines count as changed since a revision where the file in the working tree
// differs from what it was when the two parted, committed or not; files that git does not know are new altogether.
//
//	lines, err := changes.Since(ctx, ".", "origin/main")
//	if lines.Touch("api/Dockerfile", span) {
//		fmt.Println("new")
//	}
package changes

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// Errors of Since.
var (
	// ErrNoGit is that the program git is not installed.
	ErrNoGit = errors.New("git is not installed")
	// ErrNoRepository is that the folder is in no working tree of git.
	ErrNoRepository = errors.New("no git repository")
	// ErrUnknownRevision is that git knows no commit of the name.
	ErrUnknownRevision = errors.New("git knows no revision")
)

// Lines are the lines that have changed.
type Lines struct {
	top   string
	files map[string][]stretch
}

// A stretch is some lines, both ends inside.
type stretch struct{ first, last int }

// wholeFile is all lines that there can be.
var wholeFile = []stretch{{first: 0, last: int(^uint(0) >> 1)}}

// Since asks git, as the program that is installed, about the working tree that a folder is in. The errors wrap ErrNoGit,
// ErrNoRepository and ErrUnknownRevision; any other is what git says.
func Since(ctx context.Context, folder, revision string) (*Lines, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, ErrNoGit
	}
	top, err := git(ctx, folder, "rev-parse", "--show-toplevel")
	if err != nil {
		return nil, fmt.Errorf("%w here: %w", ErrNoRepository, err)
	}
	lines := &Lines{top: strings.TrimRight(string(top), "\r\n"), files: map[string][]stretch{}}
	commit, err := git(ctx, lines.top, "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("%w %q", ErrUnknownRevision, revision)
	}
	base := strings.TrimSpace(string(commit))
	if parted, err := git(ctx, lines.top, "merge-base", base, "HEAD"); err == nil {
		base = strings.TrimSpace(string(parted))
	}
	difference, err := git(ctx, lines.top, "diff", "--no-color", "--no-ext-diff", "--no-textconv", "--find-renames", "--unified=0",
		"--inter-hunk-context=0", "--ignore-submodules", "--src-prefix=a/", "--dst-prefix=b/", base)
	if err != nil {
		return nil, fmt.Errorf("ask git for changes: %w", err)
	}
	if err := lines.read(difference); err != nil {
		return nil, fmt.Errorf("ask git for changes: %w", err)
	}
	unknown, err := git(ctx, lines.top, "ls-files", "--others", "--exclude-standard", "-z")
	if err != nil {
		return nil, fmt.Errorf("ask git for new files: %w", err)
	}
	for name := range strings.SplitSeq(string(unknown), "\x00") {
		lines.files[name] = wholeFile
	}
	return lines, nil
}

// git runs git without what a repository's configuration may make it run.
func git(ctx context.Context, folder string, arguments ...string) ([]byte, error) {
	command := exec.CommandContext(ctx, "git", append([]string{"-C", folder, "-c", "core.fsmonitor=false", "-c", "core.quotePath=false"}, arguments...)...)
	var told bytes.Buffer
	command.Stderr = &told
	output, err := command.Output()
	if err != nil {
		return nil, errors.New(strings.TrimSpace(firstLine(told.String()) + " " + err.Error()))
	}
	return output, nil
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// read takes the new lines of each hunk from a unified diff without context.
func (l *Lines) read(difference []byte) error {
	scanner := bufio.NewScanner(bytes.NewReader(difference))
	scanner.Buffer(nil, len(difference)+1)
	name, left := "", 0
	for scanner.Scan() {
		line := scanner.Text()
		switch {
		case left > 0 && strings.HasPrefix(line, "+"):
			left-- // a line that begins with "++ " is not a name
		case strings.HasPrefix(line, "diff --git "):
			name = ""
		case strings.HasPrefix(line, "+++ "):
			name = newName(strings.TrimPrefix(line, "+++ "))
		case strings.HasPrefix(line, "@@ ") && name != "":
			changed, count, err := newLines(line)
			if err != nil {
				return err
			}
			left = count
			l.files[name] = append(l.files[name], changed)
		}
	}
	return scanner.Err()
}

// newName takes a name out of its prefix, and out of quotes if it has odd characters. It is empty for a file that is gone.
func newName(text string) string {
	text = strings.TrimSuffix(text, "\t") // behind a name with blanks
	if strings.HasPrefix(text, `"`) {
		if unquoted, err := strconv.Unquote(text); err == nil {
			text = unquoted
		}
	}
	name, found := strings.CutPrefix(text, "b/")
	if !found {
		return ""
	}
	return name
}

// newLines reads "@@ -1,2 +3,4 @@". Where lines are only gone, those on both sides of the gap have changed: what was said about
// them may hold no more.
func newLines(header string) (changed stretch, count int, err error) {
	fields := strings.Fields(header)
	if len(fields) < 3 || !strings.HasPrefix(fields[2], "+") {
		return stretch{}, 0, fmt.Errorf("not the head of a hunk: %q", header)
	}
	start, length, several := strings.Cut(fields[2][1:], ",")
	first, err := strconv.Atoi(start)
	if err != nil {
		return stretch{}, 0, fmt.Errorf("not the head of a hunk: %q", header)
	}
	count = 1
	if several {
		if count, err = strconv.Atoi(length); err != nil {
			return stretch{}, 0, fmt.Errorf("not the head of a hunk: %q", header)
		}
	}
	if count == 0 {
		return stretch{first, first + 1}, 0, nil
	}
	return stretch{first, first + count - 1}, count, nil
}

// Touch reports whether a span of a file has changed in part. A file outside the working tree is no business of git, and so new; the
// zero Span stands for the file.
func (l *Lines) Touch(path string, span source.Span) bool {
	name, inside := l.name(path)
	if !inside {
		return true
	}
	for _, changed := range l.files[name] {
		if span.IsZero() || span.Line <= changed.last && changed.first <= max(span.EndLine, span.Line) {
			return true
		}
	}
	return false
}

// name is the path of a file as git names it.
func (l *Lines) name(path string) (name string, inside bool) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", false
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(absolute)); err == nil {
		absolute = filepath.Join(folder, filepath.Base(absolute))
	}
	below, err := filepath.Rel(l.top, absolute)
	if err != nil || !filepath.IsLocal(below) {
		return "", false
	}
	return filepath.ToSlash(below), true
}
