// Package conftest holds what seaworthy makes of policies for conftest against conftest itself: on conftest's own published
// examples, and on files that are hard to read, both must find the same.
package conftest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// root is the repository.
const root = "../../.."

// A pair is both programs, seaworthy under conftest's name.
type pair struct{ theirs, ours string }

func build(t *testing.T) pair {
	t.Helper()
	folder := t.TempDir()
	programs := pair{theirs: filepath.Join(folder, "theirs", "conftest"), ours: filepath.Join(folder, "ours", "conftest")}
	for _, command := range []*exec.Cmd{
		exec.Command("go", "build", "-o", programs.theirs, "github.com/open-policy-agent/conftest"),
		exec.Command("go", "build", "-C", root, "-o", programs.ours, "./cmd/seaworthy"),
	} {
		output, err := command.CombinedOutput()
		require.NoError(t, err, string(output))
	}
	return programs
}

// examples is the folder of conftest's published examples, in the module cache.
func examples(t *testing.T) string {
	t.Helper()
	output, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/open-policy-agent/conftest").Output()
	require.NoError(t, err)
	return filepath.Join(strings.TrimSpace(string(output)), "examples")
}

// A run is what a program printed and how it ended.
type run struct {
	out  string
	code int
}

func play(t *testing.T, program, folder string, arguments []string) run {
	t.Helper()
	var out, complaints bytes.Buffer
	command := exec.Command(program, arguments...)
	command.Dir, command.Stdout, command.Stderr = folder, &out, &complaints
	err := command.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		require.NoError(t, err)
	}
	return run{out: out.String(), code: command.ProcessState.ExitCode()}
}

// A said is one failure or warning of a file.
type said struct{ File, Namespace, Kind, Message, Query string }

// A verdict is what both must agree on: what is said, how many tests passed, and the exit code.
type verdict struct {
	Said   []said
	Passed int
	Code   int
}

func judge(t *testing.T, program, folder string, arguments []string) verdict {
	t.Helper()
	type statement struct {
		Msg      string
		Metadata struct{ Query string }
	}
	played := play(t, program, folder, append(slices.Clone(arguments), "-o", "json"))
	var files []struct {
		Filename, Namespace string
		Successes           int
		Failures, Warnings  []statement
	}
	require.NoError(t, json.Unmarshal([]byte(played.out), &files), played.out)
	judged := verdict{Code: played.code}
	for _, file := range files {
		judged.Passed += file.Successes
		for _, each := range file.Failures {
			judged.Said = append(judged.Said, said{file.Filename, file.Namespace, "failure", each.Msg, each.Metadata.Query})
		}
		for _, each := range file.Warnings {
			judged.Said = append(judged.Said, said{file.Filename, file.Namespace, "warning", each.Msg, each.Metadata.Query})
		}
	}
	slices.SortFunc(judged.Said, func(a, b said) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Namespace, b.Namespace), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Message, b.Message))
	})
	return judged
}

func TestAgainstConftest(t *testing.T) {
	programs := build(t)
	t.Run("published examples", func(t *testing.T) { samePublishedExamples(t, programs) })
	t.Run("unit tests of examples", func(t *testing.T) { sameUnitTests(t, programs) })
	t.Run("what policies see", func(t *testing.T) { sameInputs(t, programs) })
}

func samePublishedExamples(t *testing.T, programs pair) {
	folder := examples(t)
	cases := []struct{ name, in, arguments string }{
		{"Dockerfile: images", "docker", "test -p policy Dockerfile"},
		{"Dockerfile: commands", "docker", "test -p policy -n commands Dockerfile"},
		{"Dockerfile: all namespaces", "docker", "test -p policy --all-namespaces Dockerfile"},
		{"Kubernetes: a deployment", "kubernetes", "test -p policy deployment.yaml"},
		{"Kubernetes: a service", "kubernetes", "test -p policy service.yaml"},
		{"Kubernetes: both in one file", "kubernetes", "test -p policy --all-namespaces deployment+service.yaml"},
		{"Kubernetes: a folder", "kubernetes", "test -p policy ."},
		{"Kubernetes: combined", "kubernetes/combine", "test -p combine.rego --combine combine.yaml"},
		{"Kubernetes: two files combined", "kubernetes/combine", "test -p combine.rego --combine service.yaml deployment.yaml"},
		{"compose", "compose", "test docker-compose.yml docker-compose-valid.yml"},
		{"a settings file", "configfile", "test deployment.yaml"},
		{"exceptions", "exceptions", "test deployments.yaml"},
		{"combined", "combine", "test --combine team.yaml user1.yaml user2.yaml"},
		{"a folder combined", "combine", "test --combine ."},
		{"data", "data", "test -d exclusions service.yaml"},
		{"without its data", "data", "test service.yaml"},
		{"a .dockerignore", "ignore/dockerignore", "test .dockerignore"},
		{"a .gitignore", "ignore/gitignore", "test .gitignore"},
		{"TOML", "traefik", "test traefik.toml"},
		{"a file of variables", "dotenv", "test sample.env"},
		{"poor style", "strict-rules", "test -p policy ../kubernetes/deployment.yaml"},
		{"an error of a built-in function", "builtin-errors", "test -p invalid-dns.rego ../kubernetes/deployment.yaml"},
		{"other YAML", "awssam", "test lambda.yaml"},
		{"warnings that fail", "kubernetes", "test -p policy --fail-on-warn service.yaml"},
		{"failures that do not", "kubernetes", "test -p policy --no-fail deployment.yaml"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			in, arguments := filepath.Join(folder, filepath.FromSlash(tc.in)), strings.Fields(tc.arguments)
			theirs := judge(t, programs.theirs, in, arguments)
			require.Positive(t, len(theirs.Said)+theirs.Passed, "nothing was asked")
			require.Equal(t, theirs, judge(t, programs.ours, in, arguments))
		})
	}
}

func sameUnitTests(t *testing.T, programs pair) {
	folder := examples(t)
	for _, arguments := range []string{
		"verify -p kubernetes/policy", "verify -p kubernetes/combine", "verify -p data/policy -d data/exclusions",
		"verify -p report/policy -p report/success", "verify -p report/policy -p report/fail", "verify -p traefik/policy", "verify -p dotenv/policy",
	} {
		t.Run(arguments, func(t *testing.T) {
			theirs := play(t, programs.theirs, folder, append(strings.Fields(arguments), "--no-color"))
			ours := play(t, programs.ours, folder, strings.Fields(arguments))
			require.Equal(t, theirs.code, ours.code)
			require.Equal(t, lastLine(theirs.out), lastLine(ours.out))
		})
	}
}

func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}

// files are small ones that are easily read otherwise than conftest does.
var files = map[string]string{
	"Dockerfile":    "# syntax=docker/dockerfile:1\n# a\nARG V=1\nFROM a:${V} AS b\nRUN a \\\n  # c\n  b\nRUN <<X\ny\nX\nONBUILD COPY --from=b [\"x\",\"y\"]\nENV A=1 B=\"c d\"\nHEALTHCHECK --interval=5s CMD x\n# next\nFROM scratch\nEXPOSE 80 443/tcp\n",
	"words.yaml":    "a: yes\nb: Off\nc: 017\nd: 2026-03-01\ne: ~\nf: &x [1]\ng: *x\n1: one\nh: 1e3\ni: 12:30:45\nj: 12345678901234567890\n",
	"many.yaml":     "# c\n---\na: 1\n---\n---\nb: 2\n---\n# only\n",
	"crlf.yaml":     "a: 1\r\n---\r\nb: 2\r\n",
	"directive.yml": "%YAML 1.1\n---\na: 1\n---\nb: 1\n",
	"twice.yaml":    "a: 1\na: 2\n<<: {c: 1}\n",
	"empty.yaml":    "",
	"list.json":     "[{\"a\": 1.0}, 2, null]",
	"c.jsonc":       "{ // c\n \"a\": /* x */ 1e3 }",
	"t.toml":        "d = 1979-05-27T07:32:00Z\nl = 1979-05-27\nt = 07:32:00\nn = 1_000\n[a.b]\nc = [1, 2.5]\n[[s]]\nn = 1\n",
	".env":          "# c\nexport A=1\nB=\"x\\n$A\" # c\nC='$A'\nD: yaml\nE=a b #c\nF=\\$A\nG=\nH=\"m\nn\"\n",
	".dockerignore": "# c\n*.md\n!README.md\n\n lead \n\\#x\n",
}

func sameInputs(t *testing.T, programs pair) {
	folder := t.TempDir()
	for name, text := range files {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600))
		t.Run(name, func(t *testing.T) {
			theirs, ours := play(t, programs.theirs, folder, []string{"parse", name}), play(t, programs.ours, folder, []string{"parse", name})
			require.Zero(t, theirs.code, theirs.out)
			require.JSONEq(t, theirs.out, ours.out)
		})
	}
}
