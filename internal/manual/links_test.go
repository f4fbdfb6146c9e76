package manual_test

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var (
	// link leads to a file of the tree, or to a heading.
	link    = regexp.MustCompile(`\]\(([^):\s#]*)(?:#([^)\s]+))?\)`)
	heading = regexp.MustCompile(`(?m)^#+ (.+)$`)
	// unlinked is what GitHub leaves out of a heading's anchor.
	unlinked = regexp.MustCompile(`[^\p{L}\p{N}_ -]`)
)

// TestLinks holds that what pages lead to is there.
func TestLinks(t *testing.T) {
	known := map[string]map[string]bool{}
	for _, name := range pages(t) {
		for _, found := range link.FindAllStringSubmatch(read(t, name).String(), -1) {
			target := name
			if found[1] != "" {
				target = path.Join(path.Dir(name), found[1])
			}
			if known[target] == nil {
				known[target] = anchors(t, name, target)
			}
			require.True(t, found[2] == "" || known[target][found[2]], "%s: there is no heading #%s in %s", name, found[2], target)
		}
	}
}

// anchors returns what one can link to in a page; nothing in another file, or in a folder.
func anchors(t *testing.T, from, name string) map[string]bool {
	file := filepath.Join(root, filepath.FromSlash(name))
	info, err := os.Stat(file)
	require.NoError(t, err, "%s leads to %s", from, name)
	found := map[string]bool{}
	if info.IsDir() || path.Ext(name) != ".md" {
		return found
	}
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	for _, title := range heading.FindAllStringSubmatch(string(text), -1) {
		anchor := unlinked.ReplaceAllString(strings.ToLower(title[1]), "")
		found[strings.ReplaceAll(anchor, " ", "-")] = true
	}
	return found
}
