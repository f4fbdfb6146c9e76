package manual_test

import (
	"flag"
	"io"
	"io/fs"
	"log"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/registry"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/internal/manual"
)

var update = flag.Bool("update", false, "renew the output that pages show")

const (
	root = "../.."
	// project is what people try things on: where they type what is no command of a developer.
	project = "testdata/corpus/quickstart"
	self    = "./internal/manual"
	// published is what people install who have no copy of the tree, and exampleRegistry where pages push to.
	published       = "github.com/seaworthy-policy/seaworthy/cmd/seaworthy@latest"
	exampleRegistry = "registry.example.com"
)

// TestPages does what the pages say, each in a copy of the tree.
func TestPages(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program, and runs all that the pages name")
	}
	tools := install(t)
	for _, name := range pages(t) {
		t.Run(name, func(t *testing.T) {
			page := read(t, name)
			require.NotEmpty(t, page.Parts())
			reader := newReader(t, tools, name)
			for i := range page.Parts() { // which move as output is renewed
				reader.try(t, name, page, page.Parts()[i])
			}
			if *update {
				require.NoError(t, os.WriteFile(filepath.Join(root, name), []byte(page.String()), 0o644))
			}
		})
	}
}

// pages returns the names of the pages, relative to the root.
func pages(t *testing.T) []string {
	names := []string{"README.md", "CONTRIBUTING.md"}
	require.NoError(t, fs.WalkDir(os.DirFS(root), "docs", func(name string, _ fs.DirEntry, err error) error {
		if path.Ext(name) == ".md" {
			names = append(names, name)
		}
		return err
	}))
	return names
}

func read(t *testing.T, name string) *manual.Page {
	text, err := os.ReadFile(filepath.Join(root, name))
	require.NoError(t, err)
	return manual.Parse(string(text))
}

// tools are what readers share: the installed program, and a container registry.
type tools struct {
	programs, registry string
}

func install(t *testing.T) tools {
	server := httptest.NewServer(registry.New(registry.Logger(log.New(io.Discard, "", 0))))
	t.Cleanup(server.Close)
	t.Setenv("DOCKER_CONFIG", t.TempDir())
	installed := tools{t.TempDir(), strings.TrimPrefix(server.URL, "http://")}
	build := exec.CommandContext(t.Context(), "go", "build", "-o", installed.programs, "./cmd/seaworthy")
	build.Dir = root
	output, err := build.CombinedOutput()
	require.NoError(t, err, string(output))
	for name, script := range standIns {
		require.NoError(t, os.WriteFile(filepath.Join(installed.programs, name), []byte(script), 0o755))
	}
	return installed
}

// standIns are programs that would touch a cluster. What kubectl is to apply must be there, and be objects: documents with one
// kind each, not two run together.
var standIns = map[string]string{
	"helm": `#!/bin/sh
case "$1 $2" in "repo add"|"install gatekeeper") ;; *) exit 2 ;; esac
`,
	"kubectl": `#!/bin/sh
case "$1 $2 $3" in
"apply -f -") cat ;;
"apply -f "*) cat "$3" ;;
"apply -k "*)
	cd "$3" || exit 2
	sed -n 's/^ *- \(.*\.yaml\)$/\1/p' kustomization.yaml | while read -r file; do echo ---; cat "$file" || echo "kind: missing"; done ;;
wait*|get*) echo "kind: Answer" ;;
*) exit 2 ;;
esac | awk '/^---/ {kinds = 0} /^kind: / {all++; if (++kinds > 1 || /missing/) wrong = 1} END {exit all && !wrong ? 0 : 2}'
`,
}

// A reader is somebody who follows a page in a tree of their own.
type reader struct {
	tools
	tree string
	// own is where they install programs.
	own string
	// desk is where files lie whose names the page gives: in the tree for those who work on it, else in the project.
	desk string
}

func newReader(t *testing.T, shared tools, name string) reader {
	r := reader{tools: shared, tree: t.TempDir(), own: t.TempDir()}
	for _, folder := range []string{"bundles", "cmd", "deploy", "docs", "internal", "pkg", "policies", "testdata"} {
		require.NoError(t, os.CopyFS(filepath.Join(r.tree, folder), os.DirFS(filepath.Join(root, folder))))
	}
	for _, file := range []string{".dockerignore", ".pre-commit-hooks.yaml", "Dockerfile", "Makefile", "action.yml", "go.mod", "go.sum"} {
		content, err := os.ReadFile(filepath.Join(root, file))
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(r.tree, file), content, 0o644))
	}
	r.desk = r.tree
	if strings.HasPrefix(name, "docs/") {
		r.desk = filepath.Join(r.tree, project)
	}
	return r
}

func (r reader) try(t *testing.T, name string, page *manual.Page, part manual.Part) {
	switch {
	case part.Path != "":
		r.write(t, name, part)
	case part.Go != "":
		require.True(t, strings.Contains(examples(t), part.Go), "%s:%d: not in an example that is run", name, part.Line)
	case strings.HasPrefix(part.Command, "make "):
		r.requireTarget(t, name, part)
	case strings.HasPrefix(part.Command, "seaworthy serve"):
		r.requireFlags(t, name, part)
	case r.lacks(part):
		t.Skipf("%s:%d: %s is not installed: the rest of the page is not tried", name, part.Line, strings.Fields(part.Command)[0])
	default:
		r.requireCommand(t, name, page, part)
	}
}

// lacks tells that a command is of a program that this machine may lack: there is but Go and make for sure.
func (r reader) lacks(part manual.Part) bool {
	if !strings.HasPrefix(part.Command, "openssl ") {
		return false
	}
	_, err := exec.LookPath("openssl")
	return err != nil
}

// write makes the folders of a project's file; in the tree a command has made them.
func (r reader) write(t *testing.T, name string, part manual.Part) {
	written := filepath.Join(r.desk, part.Path)
	if r.desk != r.tree || strings.HasPrefix(part.Path, project+"/") {
		require.NoError(t, os.MkdirAll(filepath.Dir(written), 0o755))
	}
	require.DirExists(t, filepath.Dir(written), "%s:%d: no place for the file", name, part.Line)
	require.NoError(t, os.WriteFile(written, []byte(part.Content), 0o644))
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

// requireFlags leaves serving to sessions that end it, and wants the server to know the flags that it is given.
func (r reader) requireFlags(t *testing.T, name string, part manual.Part) {
	help, status := r.run(t, "seaworthy serve --help")
	require.Zero(t, status, help)
	for _, word := range strings.Fields(part.Command) {
		if flag, _, _ := strings.Cut(word, "="); strings.HasPrefix(flag, "--") {
			require.Contains(t, help, flag+" ", "%s:%d: %s", name, part.Line, part.Command)
		}
	}
}

var (
	judges = regexp.MustCompile(`(^|[^!] |/)seaworthy (test|verify)\b`)
	// developers type these where the tree lies, and reach registries with those.
	develops = regexp.MustCompile(`^(go|make) `)
	reaches  = regexp.MustCompile(`^seaworthy bundle (push|pull) `)
)

// requireCommand wants a command to succeed, and `test` and `verify` to tell at least.
func (r reader) requireCommand(t *testing.T, name string, page *manual.Page, part manual.Part) {
	output, status := r.run(t, part.Command)
	worst := 0
	if judges.MatchString(part.Command) {
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
	if reaches.MatchString(line) {
		line = strings.ReplaceAll(line, exampleRegistry, r.registry)
	}
	// What would be fetched is what lies here.
	line = strings.ReplaceAll(line, published, "./cmd/seaworthy")
	command := exec.CommandContext(t.Context(), "sh", "-c", line)
	command.Dir = filepath.Join(r.tree, project)
	if develops.MatchString(line) {
		command.Dir = r.tree
	}
	programs := strings.Join([]string{r.own, r.programs, os.Getenv("PATH")}, string(os.PathListSeparator))
	command.Env = append(os.Environ(), "GOFLAGS=-trimpath -buildvcs=false", "GOBIN="+r.own, "PATH="+programs)
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
