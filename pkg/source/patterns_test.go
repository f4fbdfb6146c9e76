package source_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

func TestPatterns(t *testing.T) {
	for _, test := range []struct {
		name  string
		lines []string
		file  string
		index int
		match bool
	}{
		{"a folder takes what is in it", []string{"vendor/"}, "a/vendor/b/Dockerfile", 0, true},
		{"a folder is no file", []string{"vendor/"}, "vendor", 0, false},
		{"a slash in front anchors", []string{"/vendor"}, "a/vendor/Dockerfile", 0, false},
		{"a name at every depth", []string{"*.example.yaml"}, "a/b/x.example.yaml", 0, true},
		{"two stars", []string{"deploy/**/dev.yaml"}, "deploy/a/b/dev.yaml", 0, true},
		{"the last one that speaks has the word", []string{"*.yaml", "!keep.yaml"}, "keep.yaml", 0, false},
		{"it is named by its index", []string{"", "# x", "a", "b"}, "b", 3, true},
		{"a file can't be taken back from a folder", []string{"a/", "!a/b"}, "a/b", 0, true},
		{"none says nothing", nil, "a", 0, false},
		{"what lies outside is never meant", []string{"*"}, "../a", 0, false},
		{"nor what is absolute", []string{"*"}, "/a", 0, false},
		{"dots in front do not matter", []string{"/a"}, "./a", 0, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			index, match := source.NewPatterns(test.lines...).Match(test.file)
			require.Equal(t, test.match, match)
			if match {
				require.Equal(t, test.index, index)
			}
		})
	}
	require.True(t, source.NewPatterns("", "# comment").Empty())
	require.False(t, source.NewPatterns("x").Empty())
}

func FuzzPatterns(f *testing.F) {
	f.Add("vendor/", "a/vendor/b")
	f.Add("!a[b-", "x//y")
	f.Add("**/\\", "")
	f.Fuzz(func(t *testing.T, line, file string) {
		index, match := source.NewPatterns(line).Match(file)
		require.Zero(t, index, "there is but one line")
		require.False(t, match && source.NewPatterns(line).Empty())
	})
}
