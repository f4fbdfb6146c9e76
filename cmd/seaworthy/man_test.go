package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
	"github.com/stretchr/testify/require"
)

const manPages = "../../docs/man"

// issueDate is what the generator puts into the head of each page: no page shall differ from day to day.
var issueDate = regexp.MustCompile(`(?m)^(\.TH "[^"]*" "1") "[^"]*"`)

// TestManPages compares the pages of docs/man with the commands; with -update it writes them. It is a test that does so since the
// program itself shall not carry what it takes.
func TestManPages(t *testing.T) {
	written, err := filepath.Glob(filepath.Join(manPages, "*.1"))
	require.NoError(t, err)
	left := map[string]bool{}
	for _, name := range written {
		left[filepath.Base(name)] = true
	}
	root := newRootCommand(console{in: strings.NewReader(""), out: io.Discard, err: io.Discard})
	everyCommand(root, func(command *cobra.Command) {
		command.DisableAutoGenTag = true
		name := strings.ReplaceAll(command.CommandPath(), " ", "-") + ".1"
		var page bytes.Buffer
		require.NoError(t, doc.GenMan(command, &doc.GenManHeader{Section: "1", Source: "seaworthy", Manual: "seaworthy"}, &page))
		text := issueDate.ReplaceAllString(page.String(), `$1 ""`)
		if *update {
			require.NoError(t, os.MkdirAll(manPages, 0o755))
			require.NoError(t, os.WriteFile(filepath.Join(manPages, name), []byte(text), 0o644))
		}
		current, err := os.ReadFile(filepath.Join(manPages, name))
		require.NoError(t, err, "write it by `make generate`")
		require.Equal(t, string(current), text, "%s is stale, run `make generate`", name)
		delete(left, name)
	})
	require.Empty(t, left, "pages of commands that are gone")
}

func everyCommand(command *cobra.Command, do func(*cobra.Command)) {
	if command.Name() == "help" || command.Hidden {
		return
	}
	do(command)
	for _, below := range command.Commands() {
		everyCommand(below, do)
	}
}
