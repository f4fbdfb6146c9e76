package manual_test

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/internal/manual"
)

var update = flag.Bool("update", false, "renew the output that pages show")

const (
	root = "../.."
	// project is where people type what begins with the installed program.
	project = "testdata/corpus/quickstart"
	self    = "./internal/manual"
)

// TestPages does what the pages say, in a copy of the tree.
func TestPages(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program, and runs all that the pages name")
	}
	for _, name := range []string{"README.md", "CONTRIBUTING.md"} {
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join(root, name))
			require.NoError(t, err)
			page := manual.Parse(string(text))
			reader := newReader(t)
			require.NotEmpty(t, page.Parts())
			for _, part := range page.Parts() {
				reader.try(t, name, page, part)
			}
			if *update {
				require.NoError(t, os.WriteFile(filepath.Join(root, name), []byte(page.String()), 0o644))
			}
		})
	}
}

// A reader is somebody who follows a page in a tree of their own.
type reader struct {
	tree, programs string
}

func newReader(t *testing.T) reader {
	r := reader{tree: t.TempDir(), programs: t.TempDir()}
	for _, folder := range []string{"bundles", "cmd", "deploy", "internal", "pkg", "policies", "testdata"} {
		require.NoError(t, os.CopyFS(filepath.Join(r.tree, folder), os.DirFS(filepath.Join(root, folder))))
	}
	for _, file := range []string{".dockerignore", "Dockerfile", "go.mod", "go.sum", "Makefile"} {
		content, err := os.ReadFile(filepath.Join(root, file))
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(r.tree, file), content, 0o644))
	}
	_, status := r.run(t, "go build -o "+r.programs+"/seaworthy ./cmd/seaworthy")
	require.Zero(t, status)
	// No cluster is touched: this one only wants to be given something.
	kubectl := "#!/bin/sh\n[ \"$(cat | grep -c '^kind: ')\" -gt 0 ]\n"
	require.NoError(t, os.WriteFile(filepath.Join(r.programs, "kubectl"), []byte(kubectl), 0o755))
	return r
}

func (r reader) try(t *testing.T, name string, page *manual.Page, part manual.Part) {
	switch {
	case part.Path != "":
		written := filepath.Join(r.tree, part.Path)
		require.DirExists(t, filepath.Dir(written), "%s:%d: no place for the file", name, part.Line)
		require.NoError(t, os.WriteFile(written, []byte(part.Content), 0o644))
	case part.Go != "":
		require.True(t, strings.Contains(examples(t), part.Go), "%s:%d: not in an example that is run", name, part.Line)
	case strings.HasPrefix(part.Command, "make "):
		r.requireTarget(t, name, part)
	default:
		r.requireCommand(t, name, page, part)
	}
}

// requireTarget leaves the making to others: `make test` would not end here.
func (r reader) requireTarget(t *testing.T, name string, part manual.Part) {
	makefile, err := os.ReadFile(filepath.Join(r.tree, "Makefile"))
	require.NoError(t, err)
	for _, target := range strings.Fields(part.Command)[1:] {
		rule := regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(target) + `:`)
		require.True(t, rule.Match(makefile), "%s:%d: there is no target for %s", name, part.Line, part.Command)
	}
}

// requireCommand wants a command to succeed, and `test` to tell at least.
func (r reader) requireCommand(t *testing.T, name string, page *manual.Page, part manual.Part) {
	output, status := r.run(t, part.Command)
	worst := 0
	if strings.Contains(part.Command, "seaworthy test ") {
		worst = 1
	}
	require.LessOrEqual(t, status, worst, "%s:%d: %s\n%s", name, part.Line, part.Command, output)
	if len(part.Output) == 0 {
		return
	}
	current := manual.Renew(part.Output, strings.Split(output, "\n"))
	if *update {
		page.Replace(part, current)
		return
	}
	require.Equal(t, strings.Join(current, "\n"), strings.Join(part.Output, "\n"),
		"%s:%d: %s prints something else now; renew it with go test %s -update", name, part.Line, part.Command, self)
}

// run runs a command line and returns its standard output and its exit code, or with a code above 1 all that it printed.
func (r reader) run(t *testing.T, line string) (string, int) {
	if strings.HasPrefix(line, "go test ") && strings.Contains(line, self) {
		line += " -run '^$'" // or it would wait for itself
	}
	command := exec.CommandContext(t.Context(), "sh", "-c", line)
	command.Dir = r.tree
	if strings.HasPrefix(line, "seaworthy ") {
		command.Dir = filepath.Join(r.tree, project)
	}
	command.Env = append(os.Environ(), "GOFLAGS=-trimpath -buildvcs=false", "GOBIN="+r.programs,
		"PATH="+r.programs+string(os.PathListSeparator)+os.Getenv("PATH"))
	var output, diagnostics strings.Builder
	command.Stdout, command.Stderr = &output, &diagnostics
	if err := command.Run(); err == nil {
		return output.String(), 0
	}
	status := command.ProcessState.ExitCode()
	if status == 1 && !strings.Contains(diagnostics.String(), "exit status 2") {
		return output.String(), status
	}
	return output.String() + diagnostics.String(), 2
}

// examples returns the bodies of the library's examples, as they read outside a function.
func examples(t *testing.T) string {
	files, err := filepath.Glob(filepath.Join(root, "pkg", "*", "*example_test.go"))
	require.NoError(t, err)
	var text strings.Builder
	for _, file := range files {
		content, err := os.ReadFile(file)
		require.NoError(t, err)
		text.WriteString(strings.ReplaceAll(string(content), "\n\t", "\n"))
	}
	return text.String()
}
