package source_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// trickyIgnoreFiles are ignore files whose meaning people argue about. What they mean is what git says.
var trickyIgnoreFiles = []struct{ name, text string }{
	{"a name matches at every depth", "a\n"},
	{"a leading slash anchors", "/a\n"},
	{"a slash in the middle anchors", "a/b\n"},
	{"a trailing slash asks for folders", "b/\n"},
	{"two trailing slashes match nothing", "a//\n"},
	{"a lone slash matches nothing", "/\n"},
	{"a lone exclamation mark matches nothing", "!\n"},
	{"a leading double star", "**/b\n"},
	{"a trailing double star takes the content only", "a/**\n"},
	{"a double star in the middle takes zero folders too", "a/**/b\n"},
	{"a double star glued to a word is a star", "a**/b\n"},
	{"a double star glued to a word after a wildcard", "?**/b\n"},
	{"three stars", "***/b\n"},
	{"a star does not cross folders", "*/b\n"},
	{"a star alone takes everything", "*\n"},
	{"a slash and a star", "/*\n"},
	{"a folder and a star", "a/*\n"},
	{"a suffix", "*.b\n"},
	{"a later line takes back", "*\n!b\n"},
	{"a later line cannot take back below an ignored folder", "a/\n!a/b\n"},
	{"a star leaves room to take back", "a/*\n!a/b\n"},
	{"folders are taken back so that files in them can be", "*\n!*/\n!b\n"},
	{"the order decides", "!b\nb\n"},
	{"an escaped exclamation mark", "\\!b\n"},
	{"an escaped number sign", "\\#a\n"},
	{"a comment", "#a\n"},
	{"spaces at the end do not count", "a  \n"},
	{"an escaped space counts", "a\\ \n"},
	{"an escaped space before others", "a\\   \n"},
	{"a tab at the end counts", "b\t\n"},
	{"spaces in front count", " a\n"},
	{"CRLF", "a\r\nb/\r\n"},
	{"a carriage return at the end of the file", "b\r"},
	{"a byte order mark", "\uFEFFa\n"},
	{"no newline at the end", "a\n.b"},
	{"a class", "[ab]\n"},
	{"a class turned round", "[!a]\n"},
	{"a class turned round with a caret", "[^a]\n"},
	{"a range", "[a-b]\n"},
	{"a range after an escape", "[\\a-b]\n"},
	{"a range the wrong way", "[b-a]\n"},
	{"a bracket first in a class", "[]a]\n"},
	{"a bracket first in a class turned round", "[!]a]\n"},
	{"a dash last in a class", "[b-]\n"},
	{"a class without end", "[a\n"},
	{"an empty class", "[]\n"},
	{"a named class", "[[:alpha:]]\n"},
	{"a named class and more", "[[:digit:]-a]\n"},
	{"an unknown named class", "[[:vowel:]a]\n"},
	{"a named class without end", "[[:alpha]\n"},
	{"an empty named class", "[[:]a]\n"},
	{"a class with a slash", "a[/]b\n"},
	{"a class with a slash and more", "a[/b]\n"},
	{"a class turned round does not take the slash", "a[!b]b\n"},
	{"a backslash at the end", "a\\\n"},
	{"an escaped letter", "\\a\n"},
	{"an escaped star", "\\*\n"},
	{"an escaped slash", "a\\/b\n"},
	{"a double star before an escaped slash", "a/**\\/b\n"},
	{"a question mark does not take a slash", "a?b\n"},
	{"a question mark takes a byte, not a letter", "?\n"},
	{"a word that is longer than one byte a letter", "é\n"},
	{"two question marks", "??\n"},
	{"a dot file", ".*\n"},
	{"a double star at both ends", "**/a/**\n"},
	{"double stars in a row", "**/**/b\n"},
	{"a path that ends with a double star and two slashes", "a**//\n"},
	{"many stars", "*a*a*a*b\n"},
	{"a dot in front of the path", "./a\n"},
}

// treeFiles is what every ignore file of the tests is asked about.
var treeFiles = []string{
	"a/a/a", "a/a/b", "a/b/a", "a/b/b/b", "a/b/ab", "a/.b", "a/a.b", "a/ab/b", "b/a/b", "b/b", "b/a.b/a", "ab/b", "ab/a/b", "aab/x/b",
	".b", "a.b", "ba", "aaab", "!b", "#a", "a ", "b\t", " a", "b\r", "é", "*", "-", "]", "1", "x/y/a/b", "x/y/b/a/b", "x/a",
}

func TestIgnoreFilesMeanWhatGitSays(t *testing.T) {
	texts := make([]string, 0, len(trickyIgnoreFiles))
	for _, tricky := range trickyIgnoreFiles {
		texts = append(texts, tricky.text)
	}
	root := ignoreRepository(t, texts)
	expected, walked := keptByGit(t, root), keptByWalk(t, root)
	for index, tricky := range trickyIgnoreFiles {
		t.Run(tricky.name, func(t *testing.T) {
			require.Equal(t, expected[index], walked[index], "ignore file: %q", tricky.text)
		})
	}
}

func TestRandomIgnoreFilesMeanWhatGitSays(t *testing.T) {
	texts := randomIgnoreFiles(rand.New(rand.NewPCG(1, 2)), 150)
	root := ignoreRepository(t, texts)
	expected, walked := keptByGit(t, root), keptByWalk(t, root)
	for index, text := range texts {
		require.Equal(t, expected[index], walked[index], "ignore file: %q", text)
	}
}

func TestRandomNestedIgnoreFilesMeanWhatGitSays(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	outer, inner := randomIgnoreFiles(random, 100), randomIgnoreFiles(random, 100)
	root := ignoreRepository(t, outer)
	for index, text := range inner {
		write(t, path.Join(root, caseFolder(index), "a", ".gitignore"), text)
	}
	write(t, path.Join(root, ".git/info/exclude"), "/case*/x/y\n*.b\n")
	expected, walked := keptByGit(t, root), keptByWalk(t, root)
	for index := range inner {
		require.Equal(t, expected[index], walked[index], "ignore files: %q and %q", outer[index], inner[index])
	}
}

// randomIgnoreFiles makes files of few lines out of the few pieces that make patterns hard.
func randomIgnoreFiles(random *rand.Rand, count int) []string {
	pieces := []string{"a", "b", "a", "b", "ab", "/", "/", "/", "*", "*", "**", "**/", "/**", "?", "[ab]", "[!a]", ".", "\\", "[a", "]", "-", " ", "[b-a]", "[^]]", "[[:alpha:]", "]", "é"}
	texts := make([]string, count)
	for index := range texts {
		for range 1 + random.IntN(4) {
			if random.IntN(3) == 0 {
				texts[index] += "!"
			}
			for range 1 + random.IntN(5) {
				texts[index] += pieces[random.IntN(len(pieces))]
			}
			texts[index] += "\n"
		}
	}
	return texts
}

// ignoreRepository makes a repository with one copy of the tree a text, each with that text as its ignore file.
func ignoreRepository(t *testing.T, texts []string) string {
	t.Helper()
	root := newRepository(t)
	for index, text := range texts {
		for _, file := range treeFiles {
			write(t, path.Join(root, caseFolder(index), file), "")
		}
		write(t, path.Join(root, caseFolder(index), ".gitignore"), text)
	}
	return root
}

func caseFolder(index int) string {
	return fmt.Sprintf("case%04d", index)
}

// keptByGit asks git which files of the tree each ignore file leaves.
func keptByGit(t *testing.T, root string) map[int][]string {
	t.Helper()
	listed := git(t, root, "ls-files", "-z", "--others", "--exclude-standard")
	return byCase(strings.Split(strings.TrimSuffix(listed, "\x00"), "\x00"))
}

func keptByWalk(t *testing.T, root string) map[int][]string {
	t.Helper()
	return byCase(kept(t, root, source.WalkOptions{}))
}

func byCase(files []string) map[int][]string {
	grouped := map[int][]string{}
	for _, file := range files {
		name, below, _ := strings.Cut(file, "/")
		var index int
		if _, err := fmt.Sscanf(name, "case%d", &index); err == nil && below != ".gitignore" {
			grouped[index] = append(grouped[index], below)
		}
	}
	for _, files := range grouped {
		slices.Sort(files)
	}
	return grouped
}

func newRepository(t *testing.T) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the names of the tree are not all allowed here")
	}
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	root := filepath.ToSlash(t.TempDir())
	git(t, root, "init", "--quiet")
	return root
}

// git runs git without the settings of whoever runs the tests.
func git(t *testing.T, folder string, arguments ...string) string {
	t.Helper()
	command := exec.CommandContext(t.Context(), "git", arguments...)
	command.Dir = folder
	command.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull, "XDG_CONFIG_HOME="+t.TempDir(),
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.com")
	output, err := command.Output()
	require.NoError(t, err, "git %v", arguments)
	return string(output)
}

func write(t *testing.T, name, content string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(path.Dir(name), 0o755))
	require.NoError(t, os.WriteFile(name, []byte(content), 0o644))
}

// kept gives the files that a walk gives to read, relative to its root.
func kept(t *testing.T, root string, options source.WalkOptions) []string {
	t.Helper()
	var files []string
	for entry := range source.Walk(context.Background(), root, options) {
		require.NoError(t, entry.Err, entry.Path)
		if entry.Skipped == "" {
			files = append(files, strings.TrimPrefix(entry.Path, root+"/"))
		}
	}
	return files
}
