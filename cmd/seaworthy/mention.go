package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

// mentionPolicies tells users of conftest that what they have in policy/ is not run.
func mentionPolicies(terminal console) {
	if found, err := filepath.Glob("policy/*.rego"); err == nil && len(found) > 0 {
		terminal.note("the rules in policy/ are not run, only the built-in ones are (--policy policy runs them)")
	}
}

// mentionNothing tells that silence is no praise.
func mentionNothing(terminal console, result finding.Result, paths []string) {
	summary := result.Summary()
	if summary.Judged+summary.Broken > 0 {
		return
	}
	read := slices.IndexFunc(result.Files, func(file finding.File) bool { return file.Format != "" })
	if read >= 0 {
		terminal.note(fmt.Sprintf("nothing was judged: %s: %s", result.Files[read].Path, result.Files[read].Skipped))
		return
	}
	terminal.note(fmt.Sprintf("nothing was judged: nothing in %s is of a format that seaworthy reads (%s)",
		strings.Join(paths, ", "), strings.Join(seaworthy.Formats(), ", ")))
}
