package changes_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/changes"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A project is a repository with one commit on main, and more on a branch.
type project struct {
	t      *testing.T
	folder string
}

func newProject(t *testing.T) project {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	p := project{t, t.TempDir()}
	p.git("init", "-q", "-b", "main")
	p.write("Dockerfile", "FROM a", "USER 1", "CMD x", "EXPOSE 1", "EXPOSE 2")
	p.write("old name", "FROM a", "USER 1", "CMD x", "EXPOSE 1")
	p.commit()
	p.git("checkout", "-q", "-b", "branch")
	return p
}

func (p project) git(arguments ...string) {
	command := exec.Command("git", append([]string{"-C", p.folder, "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgSign=false"}, arguments...)...)
	output, err := command.CombinedOutput()
	require.NoError(p.t, err, string(output))
}

func (p project) write(name string, lines ...string) {
	path := filepath.Join(p.folder, filepath.FromSlash(name))
	require.NoError(p.t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(p.t, os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o644))
}

func (p project) commit() {
	p.git("add", "-A")
	p.git("commit", "-q", "-m", "change")
}

// changed returns the lines of a file, up to the sixth, that have changed.
func (p project) changed(lines *changes.Lines, name string) []int {
	var changed []int
	for line := 1; line <= 6; line++ {
		span := source.Span{Line: line, Column: 1, EndLine: line, EndColumn: 2}
		if lines.Touch(filepath.Join(p.folder, filepath.FromSlash(name)), span) {
			changed = append(changed, line)
		}
	}
	return changed
}

func (p project) since(revision string) *changes.Lines {
	lines, err := changes.Since(p.t.Context(), p.folder, revision)
	require.NoError(p.t, err)
	return lines
}

func TestSince(t *testing.T) {
	all := []int{1, 2, 3, 4, 5, 6}
	for _, test := range []struct {
		name, file string
		change     func(project)
		want       []int
	}{
		{"nothing", "Dockerfile", func(project) {}, nil},
		{"a line that is not committed", "Dockerfile", func(p project) { p.write("Dockerfile", "FROM a", "USER 2", "CMD x", "EXPOSE 1", "EXPOSE 2") }, []int{2}},
		{"a line that is", "Dockerfile", func(p project) {
			p.write("Dockerfile", "FROM a", "USER 2", "CMD x", "EXPOSE 1", "EXPOSE 2")
			p.commit()
		}, []int{2}},
		{"lines that came", "Dockerfile", func(p project) {
			p.write("Dockerfile", "FROM a", "USER 1", "++ y", "RUN z", "CMD x", "EXPOSE 1", "EXPOSE 2")
		}, []int{3, 4}},
		{"a line that went leaves its neighbours changed", "Dockerfile", func(p project) { p.write("Dockerfile", "FROM a", "CMD x", "EXPOSE 1", "EXPOSE 2") }, []int{1, 2}},
		{"a file that git does not know", "new/Dockerfile", func(p project) { p.write("new/Dockerfile", "FROM a") }, all},
		{"a file that git shall not know", "new/Dockerfile", func(p project) {
			p.write(".gitignore", "new/")
			p.write("new/Dockerfile", "FROM a")
		}, nil},
		{"a file of another name", "new name", func(p project) {
			p.git("mv", "old name", "new name")
			p.write("new name", "FROM a", "USER 1", "CMD y", "EXPOSE 1")
		}, []int{3}},
		{"a name that git writes in quotes", "\"ä\"\t\\", func(p project) {
			p.write("\"ä\"\t\\", "FROM a")
			p.git("add", "-A")
		}, []int{1}},
		{"what came to main in the meantime", "Dockerfile", func(p project) {
			p.git("checkout", "-q", "main")
			p.write("Dockerfile", "FROM b", "USER 1", "CMD x", "EXPOSE 1", "EXPOSE 2")
			p.commit()
			p.git("checkout", "-q", "branch")
		}, nil},
		{"settings of the person", "Dockerfile", func(p project) {
			p.git("config", "diff.noprefix", "true")
			p.git("config", "diff.interHunkContext", "9")
			p.git("config", "color.ui", "always")
			p.write("Dockerfile", "FROM b", "USER 1", "CMD x", "EXPOSE 1", "EXPOSE 3")
		}, []int{1, 5}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newProject(t)
			test.change(p)
			require.Equal(t, test.want, p.changed(p.since("main"), test.file))
		})
	}
}

func TestTouch(t *testing.T) {
	p := newProject(t)
	p.write("Dockerfile", "FROM a", "USER 2", "CMD x", "EXPOSE 1", "EXPOSE 2")
	lines := p.since("main")
	file := filepath.Join(p.folder, "Dockerfile")
	require.True(t, lines.Touch(file, source.Span{Line: 1, EndLine: 3}), "a part of it has changed")
	require.False(t, lines.Touch(file, source.Span{Line: 3, EndLine: 5}))
	require.True(t, lines.Touch(file, source.Span{}), "the file has changed")
	require.False(t, lines.Touch(filepath.Join(p.folder, "old name"), source.Span{}), "the file has not")
	require.True(t, lines.Touch(filepath.Join(t.TempDir(), "Dockerfile"), source.Span{Line: 1}), "git knows nothing of it")
}

func TestSinceWhatGitCannotTell(t *testing.T) {
	p := newProject(t)
	_, err := changes.Since(t.Context(), p.folder, "nowhere")
	require.ErrorIs(t, err, changes.ErrUnknownRevision)
	_, err = changes.Since(t.Context(), p.folder, "--output=x")
	require.ErrorIs(t, err, changes.ErrUnknownRevision)
	require.NoFileExists(t, filepath.Join(p.folder, "x"))
	_, err = changes.Since(t.Context(), t.TempDir(), "main")
	require.ErrorIs(t, err, changes.ErrNoRepository)
	t.Setenv("PATH", t.TempDir())
	_, err = changes.Since(t.Context(), p.folder, "main")
	require.ErrorIs(t, err, changes.ErrNoGit)
}
