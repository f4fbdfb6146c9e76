package source

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestManyStarsTakeNoTime(t *testing.T) {
	patterns := parseIgnoreFile([]byte(strings.Repeat("*a", 200) + "b*"))
	require.Len(t, patterns, 1)
	require.False(t, patterns[0].matches(strings.Repeat("a", 2000), false))
	require.True(t, patterns[0].matches(strings.Repeat("a", 2000)+"b", false))
}

func TestPatternsKnowTheirLines(t *testing.T) {
	patterns := parseIgnoreFile([]byte("# comment\r\n\r\na\r\n   \n!b/\n"))
	lines := make([]int, len(patterns))
	for index, pattern := range patterns {
		lines[index] = pattern.line
	}
	require.Equal(t, []int{3, 5}, lines)
}

func TestNamedClasses(t *testing.T) {
	for name, members := range map[string]string{
		"alnum": "azAZ09", "alpha": "azAZ", "blank": " \t", "cntrl": "\x00\x1f\x7f", "digit": "09", "graph": "!a9~", "lower": "az",
		"print": " !~", "punct": "!/:@[`{~", "space": " \t\n\v\f\r", "upper": "AZ", "xdigit": "09afAF",
	} {
		t.Run(name, func(t *testing.T) {
			for _, member := range []byte(members) {
				require.True(t, namedClasses[name](member), "%q", member)
			}
			for _, stranger := range []byte{0x80, 0xff} {
				require.False(t, namedClasses[name](stranger), "%q", stranger)
			}
		})
	}
	require.False(t, namedClasses["xdigit"]('g'))
	require.False(t, namedClasses["xdigit"]('@'))
	require.False(t, namedClasses["alpha"]('['))
	require.False(t, namedClasses["punct"]('a'))
}

func FuzzPattern(f *testing.F) {
	for _, seed := range []string{"a/**/b\n", "**\\/b\n", "[[:alpha:]-z]\n", "[\n", "!\\", "*/?\n", "\uFEFF#\r\n", "a**//\n", "[!]/]"} {
		f.Add([]byte(seed), "a/x/b")
	}
	f.Fuzz(func(t *testing.T, content []byte, path string) {
		number := 0
		for _, pattern := range parseIgnoreFile(content) {
			require.Greater(t, pattern.line, number)
			number = pattern.line
			if pattern.matches(path, false) {
				require.True(t, pattern.matches(path, true), "a folder matches wherever a file does")
			}
		}
	})
}
