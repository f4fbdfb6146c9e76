package seaworthy_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// mended judges a Dockerfile by some rules and mends it.
func mended(t *testing.T, content string, which seaworthy.Fixes, rules ...string) finding.File {
	t.Helper()
	checker, err := seaworthy.New(seaworthy.WithRules(rules...), seaworthy.WithFixes(which))
	require.NoError(t, err)
	result, err := checker.Check(t.Context(), source.File{Path: "Dockerfile", Content: []byte(content)})
	require.NoError(t, err)
	return result.Files[0]
}

// after is what a file holds once it is mended.
func after(file finding.File, before string) string {
	if file.Mending == nil {
		return before
	}
	return string(file.Mending.After)
}

func TestAFileIsMendedAndNothingElseInItChanges(t *testing.T) {
	for _, test := range []struct {
		name, rule, before, after string
		left                      int
	}{
		{name: "nothing to mend", rule: "DL3020", before: "FROM a\nCOPY a /a\n", after: "FROM a\nCOPY a /a\n"},
		{name: "a keyword", rule: "DL3020", before: "FROM a\nADD a /a\n", after: "FROM a\nCOPY a /a\n"},
		{name: "in lower case", rule: "DL3020", before: "from a\nadd a /a\n", after: "from a\ncopy a /a\n"},
		{name: "behind blanks", rule: "DL3020", before: "FROM a\n  ADD\ta  /a\n", after: "FROM a\n  COPY\ta  /a\n"},
		{name: "behind ONBUILD", rule: "DL3020", before: "FROM a\nONBUILD  ADD a /a\n", after: "FROM a\nONBUILD  COPY a /a\n"},
		{
			name: "behind ONBUILD on another line", rule: "DL3020",
			before: "FROM a\nONBUILD \\\n# why\n  ADD a \\\n /a\n", after: "FROM a\nONBUILD \\\n# why\n  COPY a \\\n /a\n",
		},
		{name: "an archive too is left alone", rule: "DL3020", before: "FROM a\nADD a b.tar /a/\n", after: "FROM a\nADD a b.tar /a/\n", left: 1},
		{name: "an option that COPY lacks", rule: "DL3020", before: "FROM a\nADD --keep-git-dir=true a /a\n", after: "FROM a\nADD --keep-git-dir=true a /a\n", left: 1},
		{name: "a value from outside is unsafe", rule: "DL3020", before: "FROM a\nARG F=a\nADD $F /a\n", after: "FROM a\nARG F=a\nADD $F /a\n", left: 1},
		{
			name: "a byte order mark and CRLF", rule: "DL4003",
			before: "\uFEFFFROM a\r\nCMD a\r\n# b\r\nCMD b\r\n", after: "\uFEFFFROM a\r\n# b\r\nCMD b\r\n",
		},
		{
			name: "an instruction of several lines, with comments in it", rule: "DL4003",
			before: "FROM a\nCMD [\"a\", \\\n# no\n\n \"b\"]\nCMD b", after: "FROM a\nCMD b",
		},
		{name: "all but the last of three", rule: "DL4003", before: "FROM a\nCMD a\nCMD b\nCMD c\n", after: "FROM a\nCMD c\n"},
		{name: "one that an ONBUILD repeats", rule: "DL4003", before: "FROM a\nONBUILD CMD a\nONBUILD CMD b\nCMD c\n", after: "FROM a\nONBUILD CMD b\nCMD c\n"},
		{name: "lines that go on into nothing", rule: "DL4003", before: "FROM a\nCMD b \\\n  \\\n\nCMD c\n", after: "FROM a\nCMD b \\\n  \\\n\nCMD c\n"},
		{
			name: "with a heredoc beside it", rule: "DL4003",
			before: "FROM a\nCMD a\nRUN <<EOF\nCMD b\nEOF\nCMD c\n", after: "FROM a\nRUN <<EOF\nCMD b\nEOF\nCMD c\n",
		},
		{
			name: "another escape character", rule: "DL4003",
			before: "# escape=`\nFROM a\nCMD a `\n b\nCMD c\n", after: "# escape=`\nFROM a\nCMD c\n",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := mended(t, test.before, seaworthy.SafeFixes, test.rule)
			require.Equal(t, test.after, after(file, test.before))
			require.Len(t, file.Findings, test.left)
			again := mended(t, test.after, seaworthy.SafeFixes, test.rule)
			require.Nil(t, again.Mending, "a second time there is nothing to do")
		})
	}
}

func TestAMendingSaysWhatItDid(t *testing.T) {
	const before = "FROM a\nADD x /x\nADD $Y-z /y\nCMD a\nCMD b\n"
	safe := mended(t, before, seaworthy.SafeFixes, "DL3020", "DL4003")
	require.Equal(t, before, string(safe.Mending.Before))
	require.Len(t, safe.Mending.Original.Findings, len(safe.Findings)+len(safe.Mending.Fixed))
	require.Equal(t, []string{"dockerfile/add_instead_of_copy", "dockerfile/repeated_instruction"}, rules(safe.Mending.Fixed))
}

func rules(findings []finding.Finding) []string {
	var ids []string
	for _, f := range findings {
		ids = append(ids, f.Rule)
	}
	return ids
}

// kept counts the instructions of a Dockerfile by keyword, but those that only repeat what comes later. COPY and ADD
// count as one, since a fix makes one of the other, and so do LABEL and MAINTAINER.
func kept(t *testing.T, checker *seaworthy.Checker, path string, content []byte) map[string]int {
	t.Helper()
	documents, _, err := checker.Documents(source.File{Path: path, Content: content})
	require.NoError(t, err)
	counts := map[string]int{}
	for _, document := range documents {
		all := document.Dockerfile.Instructions
		counts["stages"] = len(document.Dockerfile.Stages)
		counts["add and copy"] = len(all.Add) + len(all.Copy)
		counts["arg"], counts["env"], counts["expose"] = len(all.Arg), len(all.Env), len(all.Expose)
		counts["label and maintainer"] = len(all.Label) + len(all.Maintainer)
		counts["run"], counts["shell"] = len(all.Run), len(all.Shell)
		counts["user"], counts["volume"], counts["workdir"] = len(all.User), len(all.Volume), len(all.Workdir)
		for _, pair := range all.Env {
			counts[fmt.Sprintf("env %s=%s", pair.Name, *pair.Value)]++
		}
		for _, start := range slices.Concat(all.Cmd, all.Entrypoint) {
			if !start.Superseded {
				counts["cmd and entrypoint"]++
			}
		}
	}
	return counts
}

// Every safe fix of every rule, on files of real projects: what it mends is mended, the file can be read as before, and
// nothing is left for a second run.
func TestFixesOnRealFiles(t *testing.T) {
	const real = "../../../shared/real/dockerfiles"
	if _, err := os.Stat(real); err != nil {
		t.Skip("no folder of real files beside the checkout")
	}
	checker, err := seaworthy.New(seaworthy.WithProfile(seaworthy.AllRules), seaworthy.WithFixes(seaworthy.SafeFixes))
	require.NoError(t, err)
	result, err := checker.CheckPaths(t.Context(), real)
	require.NoError(t, err)
	fixed := 0
	for _, file := range result.Files {
		if file.Mending == nil {
			requireNoneApplicable(t, file)
			continue
		}
		fixed += len(file.Mending.Fixed)
		t.Run(filepath.Base(filepath.Dir(file.Path)), func(t *testing.T) { requireMended(t, checker, file) })
	}
	require.Positive(t, fixed)
	t.Logf("%d findings fixed", fixed)
}

func requireMended(t *testing.T, checker *seaworthy.Checker, file finding.File) {
	t.Helper()
	requireNoneApplicable(t, file)
	require.LessOrEqual(t, len(file.Problems), len(file.Mending.Original.Problems))
	require.Equal(t, kept(t, checker, file.Path, file.Mending.Before), kept(t, checker, file.Path, file.Mending.After))
	again, err := checker.Check(t.Context(), source.File{Path: file.Path, Content: file.Mending.After})
	require.NoError(t, err)
	require.Nil(t, again.Files[0].Mending, "a second run changes nothing")
	for _, f := range file.Mending.Fixed {
		before, now := count(file.Mending.Original.Findings, f.Rule), count(file.Findings, f.Rule)
		require.Less(t, now, before, "%s is still reported as often", f.Rule)
	}
}

func count(findings []finding.Finding, rule string) int {
	n := 0
	for _, f := range findings {
		if f.Rule == rule {
			n++
		}
	}
	return n
}

func requireNoneApplicable(t *testing.T, file finding.File) {
	t.Helper()
	for _, f := range file.Findings {
		require.False(t, f.Fix.Applicable(false), "%s:%s %s", f.File, f.Span, f.Rule)
	}
}
