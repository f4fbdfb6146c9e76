package shell_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// requireSound holds for every script, whatever its text.
func requireSound(t *testing.T, script *shell.Script) {
	t.Helper()
	size := len(script.Text)
	within := func(what string, r shell.Range) {
		t.Helper()
		if r.Start < 0 || r.Start > r.End || r.End > size {
			require.Failf(t, "range outside the text", "%s %v in %q", what, r, script.Text)
		}
	}
	if script.Error != nil {
		within("error", script.Error.Range)
		require.NotEmpty(t, script.Error.Message)
	}
	for _, a := range script.Assignments {
		within("assignment", a.Range)
		within("assigned value", a.Value.Range)
	}
	for _, c := range script.Commands {
		within("command", c.Range)
		for _, w := range append(c.Words, c.Operands...) {
			within("word", w.Range)
			require.NotEmpty(t, w.State)
		}
		for _, f := range c.Flags {
			within("flag", f.Range)
			require.NotEmpty(t, f.Name)
			if f.Value != nil {
				within("flag value", f.Value.Range)
			}
		}
		for _, a := range c.Environment {
			within("environment", a.Range)
			within("environment value", a.Value.Range)
		}
		for _, r := range c.Redirections {
			within("redirection", r.Range)
			within("target", r.Target.Range)
			within("heredoc", r.HeredocRange)
		}
		require.Positive(t, c.Pipeline.Length)
		require.Less(t, c.Pipeline.Position, c.Pipeline.Length)
		require.NotEmpty(t, c.After)
	}
}

// sharedFolder finds a folder that stands beside the repository, with material too large or too foreign to keep in it.
func sharedFolder(t *testing.T, path string) string {
	t.Helper()
	for _, up := range []string{"../../../shared", "../../shared", "../shared"} {
		folder := filepath.Join(up, path)
		if info, err := os.Stat(folder); err == nil && info.IsDir() {
			return folder
		}
	}
	t.Skipf("no folder shared/%s beside the repository", path)
	return ""
}

// runLines gives the scripts of the RUN instructions of a Dockerfile, continuations and all.
func runLines(dockerfile string) []string {
	var scripts []string
	var current []string
	inside := false
	for _, line := range strings.Split(dockerfile, "\n") {
		trimmed := strings.TrimSpace(line)
		if !inside && strings.HasPrefix(strings.ToUpper(trimmed), "RUN ") {
			inside, line = true, trimmed[len("RUN "):]
		} else if !inside || strings.HasPrefix(trimmed, "#") {
			continue
		}
		current = append(current, line)
		if strings.HasSuffix(strings.TrimSpace(line), `\`) {
			continue
		}
		scripts = append(scripts, strings.Join(current, "\n"))
		current, inside = nil, false
	}
	return scripts
}

func TestRealRunLines(t *testing.T) {
	folder := sharedFolder(t, "real/dockerfiles")
	scripts, unread := 0, 0
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.Contains(entry.Name(), "Dockerfile") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		foreign := strings.Contains(string(text), "powershell") || strings.Contains(string(text), "{{")
		for _, line := range runLines(string(text)) {
			script := shell.Parse(line, shell.Context{})
			requireSound(t, script)
			if foreign {
				continue
			}
			scripts++
			if script.Error != nil && !strings.HasPrefix(line, "--") && !strings.HasPrefix(line, "<<") {
				unread++
				t.Logf("%s: %v\n%s", path, script.Error, line)
			}
		}
		return nil
	})
	require.NoError(t, err)
	require.Positive(t, scripts)
	require.LessOrEqual(t, unread*200, scripts, "most of what people write can be read")
}
