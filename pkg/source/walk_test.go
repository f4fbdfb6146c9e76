package source_test

import (
	"context"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

var walkCases = []struct {
	name     string
	tree     string // in the txtar format
	root     string
	options  source.WalkOptions
	expected []string // each entry's path, and why it is skipped
}{
	{
		name:     "names in the order of their bytes, folder by folder",
		tree:     "-- b --\n-- a/z --\n-- a/b/c --\n-- a.b --\n-- B --\n",
		root:     ".",
		expected: []string{"B", "a/b/c", "a/z", "a.b", "b"},
	},
	{
		name:     "paths begin as the root was given",
		tree:     "-- app/Dockerfile --\n",
		root:     "app/",
		expected: []string{"app/Dockerfile"},
	},
	{
		name:     "a root that is a file is given, ignored or not",
		tree:     "-- .git/HEAD --\n-- .gitignore --\n*\n-- .seaworthyignore --\n*\n-- Dockerfile --\n",
		root:     "Dockerfile",
		expected: []string{"Dockerfile"},
	},
	{
		name:     "ignore files hold without a repository",
		tree:     "-- .gitignore --\n*.log\n-- a.log --\n-- a --\n",
		root:     ".",
		expected: []string{".gitignore", "a", "a.log: ignored by .gitignore:1"},
	},
	{
		name:     "an ignored folder is named once and not entered",
		tree:     "-- .gitignore --\n# results\nbuild/\n-- build/a --\n-- build/b/c --\n-- c --\n",
		root:     ".",
		expected: []string{".gitignore", "build: ignored by .gitignore:2", "c"},
	},
	{
		name:     "a nested file overrides the outer one",
		tree:     "-- .gitignore --\n*.yaml\n-- a/.gitignore --\n!keep.yaml\n-- a/keep.yaml --\n-- a/other.yaml --\n-- keep.yaml --\n",
		root:     ".",
		expected: []string{".gitignore", "a/.gitignore", "a/keep.yaml", "a/other.yaml: ignored by .gitignore:1", "keep.yaml: ignored by .gitignore:1"},
	},
	{
		name:     "a nested file counts from its own folder",
		tree:     "-- a/.gitignore --\n/b\n-- a/b --\n-- a/c/b --\n-- b --\n",
		root:     ".",
		expected: []string{"a/.gitignore", "a/b: ignored by a/.gitignore:1", "a/c/b", "b"},
	},
	{
		name:     "our own file has the last word over a nested .gitignore",
		tree:     "-- .seaworthyignore --\n!a/b\n-- a/.gitignore --\nb\nc\n-- a/b --\n-- a/c --\n",
		root:     ".",
		expected: []string{".seaworthyignore", "a/.gitignore", "a/b", "a/c: ignored by a/.gitignore:2"},
	},
	{
		name:     "our own file leaves out what git keeps",
		tree:     "-- .gitignore --\n!a\n-- .seaworthyignore --\n/a\n-- a --\n-- b/.seaworthyignore --\nc\n-- b/c --\n",
		root:     ".",
		expected: []string{".gitignore", ".seaworthyignore", "a: ignored by .seaworthyignore:1", "b/.seaworthyignore", "b/c: ignored by b/.seaworthyignore:1"},
	},
	{
		name:     "our own file takes back a folder that git ignores",
		tree:     "-- .gitignore --\nvendor/\n-- .seaworthyignore --\n!vendor/\n-- vendor/a --\n",
		root:     ".",
		expected: []string{".gitignore", ".seaworthyignore", "vendor/a"},
	},
	{
		name:     "files above the root hold, up to the top of the repository",
		tree:     "-- .gitignore --\na\n-- top/.git/HEAD --\n-- top/.gitignore --\nb/c/d\n-- top/.seaworthyignore --\ne\n-- top/b/.gitignore --\nf\n-- top/b/c/a --\n-- top/b/c/d --\n-- top/b/c/e --\n-- top/b/c/f --\n",
		root:     "top/b/c",
		expected: []string{"top/b/c/a", "top/b/c/d: ignored by top/.gitignore:1", "top/b/c/e: ignored by top/.seaworthyignore:1", "top/b/c/f: ignored by top/b/.gitignore:1"},
	},
	{
		name:     "without a repository files above the root do not hold",
		tree:     "-- .gitignore --\na\n-- b/a --\n",
		root:     "b",
		expected: []string{"b/a"},
	},
	{
		name:     "a root that is ignored itself is walked, since it was asked for",
		tree:     "-- .git/HEAD --\n-- .gitignore --\nbuild/\n-- build/a --\n",
		root:     "build",
		expected: []string{"build/a"},
	},
	{
		name:     "a repository's private patterns are weaker than its files",
		tree:     "-- .git/info/exclude --\na\nb\n-- .gitignore --\n!b\n-- a --\n-- b --\n-- c/a --\n",
		root:     ".",
		expected: []string{".gitignore", "a: ignored by .git/info/exclude:1", "b", "c/a: ignored by .git/info/exclude:1"},
	},
	{
		name:     "a repository inside has rules of its own, but ours still hold",
		tree:     "-- .git/HEAD --\n-- .gitignore --\n*.log\n-- .seaworthyignore --\n*.tmp\n-- in/.git/info/exclude --\nx\n-- in/a.log --\n-- in/a.tmp --\n-- in/x --\n-- x --\n",
		root:     ".",
		expected: []string{".gitignore", ".seaworthyignore", "in/a.log", "in/a.tmp: ignored by .seaworthyignore:1", "in/x: ignored by in/.git/info/exclude:1", "x"},
	},
	{
		name:     "a submodule keeps its private patterns in the repository around it",
		tree:     "-- .git/modules/in/info/exclude --\nx\n-- in/.git --\ngitdir: ../.git/modules/in\n-- in/x --\n-- x --\n",
		root:     ".",
		expected: []string{"in/x: ignored by .git/modules/in/info/exclude:1", "x"},
	},
	{
		name:     "a worktree shares the patterns of its repository",
		tree:     "-- main/.git/info/exclude --\nx\n-- main/.git/worktrees/w/commondir --\n../..\n-- w/.git --\ngitdir: ../main/.git/worktrees/w\n-- w/.gitignore --\ny\n-- w/a/x --\n-- w/a/y --\n",
		root:     "w/a",
		expected: []string{"w/a/x: ignored by main/.git/info/exclude:1", "w/a/y: ignored by w/.gitignore:1"},
	},
	{
		name:     "a .git file of nonsense is still the top",
		tree:     "-- .gitignore --\na\n-- b/.git --\nnonsense\n-- b/c/a --\n",
		root:     "b/c",
		expected: []string{"b/c/a"},
	},
	{
		name:     "all of it, but for .git",
		tree:     "-- .git/HEAD --\n-- .gitignore --\na\n-- .seaworthyignore --\nb\n-- a --\n-- b --\n",
		root:     ".",
		options:  source.WalkOptions{IncludeIgnored: true},
		expected: []string{".gitignore", ".seaworthyignore", "a", "b"},
	},
	{
		name:     "an expression leaves out files and folders",
		tree:     "-- a/test/b --\n-- a/b_test --\n-- a/c --\n",
		root:     "a",
		options:  source.WalkOptions{Ignore: regexp.MustCompile("test")},
		expected: []string{`a/b_test: ignored by the expression "test"`, "a/c", `a/test: ignored by the expression "test"`},
	},
	{
		name:     "an expression about the end of a path does not take folders",
		tree:     "-- charts/a --\n-- b/charts --\n",
		root:     ".",
		options:  source.WalkOptions{Ignore: regexp.MustCompile("charts$"), IncludeIgnored: true},
		expected: []string{`b/charts: ignored by the expression "charts$"`, "charts/a"},
	},
}

func TestWalk(t *testing.T) {
	for _, c := range walkCases {
		t.Run(c.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			plant(t, c.tree)
			require.Equal(t, c.expected, told(source.Walk(t.Context(), c.root, c.options)))
		})
	}
}

func TestWalkFollowsLinksWithCare(t *testing.T) {
	t.Chdir(t.TempDir())
	plant(t, "-- outside --\n-- tree/.git/HEAD --\n-- tree/shared/Dockerfile --\n-- tree/app/own --\n")
	for name, target := range map[string]string{
		"Dockerfile": "../shared/Dockerfile", "folder": "../shared", "own link": "own", "passwd": "../../outside", "up": "..",
	} {
		require.NoError(t, os.Symlink(target, path.Join("tree/app", name)))
	}
	require.Equal(t, []string{
		"tree/app/Dockerfile",
		"tree/app/folder: symbolic link to a folder",
		"tree/app/own",
		"tree/app/own link",
		"tree/app/passwd: symbolic link out of the tree",
		"tree/app/up: symbolic link to a folder",
	}, told(source.Walk(t.Context(), "tree/app", source.WalkOptions{})))
}

func TestWalkStaysInTheRootWithoutARepository(t *testing.T) {
	t.Chdir(t.TempDir())
	plant(t, "-- shared/Dockerfile --\n-- app/own --\n")
	require.NoError(t, os.Symlink("../shared/Dockerfile", "app/Dockerfile"))
	require.Equal(t, []string{"app/Dockerfile: symbolic link out of the tree", "app/own"},
		told(source.Walk(t.Context(), "app", source.WalkOptions{})))
}

func TestWalkEntersALinkThatIsTheRoot(t *testing.T) {
	t.Chdir(t.TempDir())
	plant(t, "-- far/top/.git/HEAD --\n-- far/top/.gitignore --\nb\n-- far/top/in/a --\n-- far/top/in/b --\n")
	require.NoError(t, os.Symlink("far/top/in", "link"))
	require.Equal(t, []string{"link/a", "link/b: ignored by far/top/.gitignore:1"},
		told(source.Walk(t.Context(), "link", source.WalkOptions{})))
}

func TestWalkReportsLinksThatLeadNowhere(t *testing.T) {
	t.Chdir(t.TempDir())
	plant(t, "-- z --\n")
	require.NoError(t, os.Symlink("absent", "broken"))
	require.NoError(t, os.Symlink("loop", "loop"))
	errs := map[string]error{}
	for entry := range source.Walk(t.Context(), ".", source.WalkOptions{}) {
		errs[entry.Path] = entry.Err
	}
	require.Len(t, errs, 3, "the walk goes on")
	require.ErrorIs(t, errs["broken"], fs.ErrNotExist)
	require.ErrorContains(t, errs["loop"], "follow symbolic link")
	require.NoError(t, errs["z"])
}

func TestWalkDoesNotFollowAnIgnoreFileThatIsALink(t *testing.T) {
	t.Chdir(t.TempDir())
	plant(t, "-- a --\n-- patterns --\na\n")
	require.NoError(t, os.Symlink("patterns", ".gitignore"))
	require.Equal(t, []string{".gitignore", "a", "patterns"}, told(source.Walk(t.Context(), ".", source.WalkOptions{})))
}

func TestWalkOfNothing(t *testing.T) {
	entries := collect(source.Walk(t.Context(), filepath.Join(t.TempDir(), "absent"), source.WalkOptions{}))
	require.Len(t, entries, 1)
	require.ErrorIs(t, entries[0].Err, fs.ErrNotExist)
}

func TestWalkOfAnAbsoluteRootNamesAbsoluteIgnoreFiles(t *testing.T) {
	root, err := filepath.EvalSymlinks(t.TempDir())
	require.NoError(t, err)
	t.Chdir(root)
	plant(t, "-- .git/HEAD --\n-- .gitignore --\nb\n-- a/b --\n")
	root = filepath.ToSlash(root)
	require.Equal(t, []string{root + "/a/b: ignored by " + root + "/.gitignore:1"},
		told(source.Walk(t.Context(), root+"/a", source.WalkOptions{})))
}

func TestWalkEndsWithItsContext(t *testing.T) {
	t.Chdir(t.TempDir())
	plant(t, "-- a --\n-- b --\n-- c --\n")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var entries []source.Entry
	for entry := range source.Walk(ctx, ".", source.WalkOptions{}) {
		entries = append(entries, entry)
		cancel()
	}
	require.Len(t, entries, 2)
	require.ErrorIs(t, entries[1].Err, context.Canceled)
}

func TestWalkStopsWhenNobodyListens(t *testing.T) {
	t.Chdir(t.TempDir())
	plant(t, "-- a/b --\n-- a/c --\n-- d --\n")
	for entry := range source.Walk(t.Context(), ".", source.WalkOptions{}) {
		require.Equal(t, "a/b", entry.Path)
		break
	}
}

func plant(t *testing.T, tree string) {
	t.Helper()
	for _, file := range txtar.Parse([]byte(tree)).Files {
		write(t, file.Name, string(file.Data))
	}
}

func collect(walk func(func(source.Entry) bool)) []source.Entry {
	var entries []source.Entry
	for entry := range walk {
		entries = append(entries, entry)
	}
	return entries
}

// told writes each entry as a line.
func told(walk func(func(source.Entry) bool)) []string {
	var lines []string
	for _, entry := range collect(walk) {
		line := entry.Path
		if entry.Skipped != "" {
			line += ": " + entry.Skipped
		}
		if entry.Err != nil {
			line += ": error: " + entry.Err.Error()
		}
		lines = append(lines, line)
	}
	return lines
}
