package main

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/config"
	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// proposal is a line of the sketch that is a comment only until somebody wants it.
var proposal = regexp.MustCompile(`(?m)^# ((?:exclude|skip|severities|parameters|overrides):|  )`)

func TestWhatASketchProposesIsRight(t *testing.T) {
	catalogue, err := seaworthy.Catalogue()
	require.NoError(t, err)
	result := finding.Result{Files: []finding.File{{Path: "a/vendor/Dockerfile", Format: "dockerfile"}, {Path: "main.go", Skipped: "x"}}}
	for _, r := range catalogue.Rules() {
		result.Files[0].Findings = append(result.Files[0].Findings, finding.Finding{Rule: r.ID})
	}
	text := sketch(result, catalogue)
	for _, written := range []string{text, proposal.ReplaceAllString(text, "$1")} {
		read, err := config.Parse(source.File{Path: config.Name, Content: []byte(written)})
		require.NoError(t, err)
		require.NoError(t, read.Validate(catalogue, seaworthy.CheckProfile))
	}
	require.Contains(t, text, "there were: 1 dockerfile.")
	require.Contains(t, text, "# exclude:\n#   - \"vendor/\"\n")
	taken, err := config.Parse(source.File{Path: config.Name, Content: []byte(proposal.ReplaceAllString(text, "$1"))})
	require.NoError(t, err)
	require.NotEmpty(t, taken.Parameters)
	require.Len(t, taken.Severities, len(catalogue.Rules()))
	require.Len(t, taken.Overrides, 1)
	require.False(t, strings.Contains(text, "\t"))
}
