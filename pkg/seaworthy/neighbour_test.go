package seaworthy_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// unpack writes the files of an archive to a new folder, and makes that the working directory.
func unpack(t *testing.T, archive string) {
	t.Helper()
	folder := t.TempDir()
	require.NoError(t, txtar.Write(txtar.Parse([]byte(archive)), folder))
	t.Chdir(folder)
}

const severalFiles = `
-- app/compose.yaml --
include: [db.yaml]
services:
  web:
    image: nginx:${TAG}
    extends: {file: ../base.yaml, service: base}
-- app/compose.override.yaml --
services:
  web:
    privileged: true
-- app/db.yaml --
services:
  db:
    image: postgres
-- app/.env --
TAG=latest
-- base.yaml --
services:
  base:
    image: example/base:1
    cap_add: [SYS_ADMIN]
`

func checker(t *testing.T, options ...seaworthy.Option) *seaworthy.Checker {
	t.Helper()
	made, err := seaworthy.New(append([]seaworthy.Option{
		seaworthy.WithRules("workload/privileged_container", "reference/floating_tag"),
	}, options...)...)
	require.NoError(t, err)
	return made
}

func TestFilesOfOneProjectAreJudgedOnce(t *testing.T) {
	unpack(t, severalFiles)
	result, err := checker(t).CheckPaths(t.Context(), ".")
	require.NoError(t, err)
	skipped, found := map[string]string{}, map[string]string{}
	for _, file := range result.Files {
		require.Empty(t, file.Problems)
		if file.Format == "" {
			skipped[file.Path] = file.Skipped
		}
	}
	for _, each := range result.Findings() {
		found[each.File+":"+each.Span.String()] = each.Message
	}
	require.Equal(t, "merged into app/compose.yaml", skipped["app/compose.override.yaml"])
	require.Equal(t, "included in app/compose.yaml", skipped["app/db.yaml"])
	require.Equal(t, map[string]string{
		"app/compose.override.yaml:3:5": `service "web" runs privileged`,
		"app/compose.yaml:4:5":          "nginx:latest follows the tag latest, which moves with every push",
		"app/db.yaml:3:5":               "postgres has no tag, so it is whatever was pushed last as latest",
	}, found)
}

func TestAFindingInAnotherFileShowsItsLine(t *testing.T) {
	unpack(t, severalFiles)
	result, err := checker(t, seaworthy.WithRules("workload/privileged_container")).CheckPaths(t.Context(), "app/compose.yaml")
	require.NoError(t, err)
	file := byPath(t, result, "app/compose.yaml")
	require.Len(t, file.Problems, 1, "a file outside of the folder of one that was named is not read")
	require.Contains(t, file.Problems[0].Message, "base.yaml: outside of the folder")
	require.Equal(t, "    privileged: true", file.Findings[0].Excerpt)
}

func TestACommentExceptsWhereTheDefectStands(t *testing.T) {
	unpack(t, `
-- compose.yaml --
services: {web: {image: "a:1"}}
-- compose.override.yaml --
services:
  web:
    # seaworthy:ignore workload/privileged_container -- it mounts
    privileged: true
`)
	result, err := checker(t).CheckPaths(t.Context(), ".")
	require.NoError(t, err)
	file := byPath(t, result, "compose.yaml")
	require.Empty(t, file.Findings)
	require.Len(t, file.Exceptions, 1)
	require.Equal(t, "it mounts", file.Exceptions[0].Reason)
}

func TestNothingOutsideOfTheTreeIsRead(t *testing.T) {
	unpack(t, `
-- secret.yaml --
services: {leak: {image: "secret:latest"}}
-- tree/compose.yaml --
include: [link.yaml, ../secret.yaml]
services: {web: {image: "a:1"}}
`)
	require.NoError(t, os.Symlink(filepath.Join("..", "secret.yaml"), filepath.Join("tree", "link.yaml")))
	result, err := checker(t).CheckPaths(t.Context(), "tree")
	require.NoError(t, err)
	file := byPath(t, result, "tree/compose.yaml")
	require.Len(t, file.Problems, 2)
	require.Empty(t, file.Findings)
}

func TestFilesInMemorySeeEachOther(t *testing.T) {
	main := source.File{Path: "compose.yaml", Content: []byte("include: [b.yaml]\nservices: {}\n")}
	other := source.File{Path: "b.yaml", Content: []byte("services: {a: {image: b}}\n")}
	result, err := checker(t).Check(t.Context(), main, other)
	require.NoError(t, err)
	require.Empty(t, byPath(t, result, "compose.yaml").Problems)
	result, err = checker(t).Check(t.Context(), main)
	require.NoError(t, err)
	require.Len(t, byPath(t, result, "compose.yaml").Problems, 1)
}

func TestEnvironmentFiles(t *testing.T) {
	unpack(t, severalFiles+"-- other.env --\nTAG=1.27\n")
	result, err := checker(t, seaworthy.WithEnvironmentFiles("other.env")).CheckPaths(t.Context(), ".")
	require.NoError(t, err)
	for _, each := range result.Findings() {
		require.NotEqual(t, "app/compose.yaml", each.File, each.Message)
	}
}

func byPath(t *testing.T, result finding.Result, path string) finding.File {
	t.Helper()
	for _, file := range result.Files {
		if file.Path == path {
			return file
		}
	}
	require.Fail(t, "no file "+path)
	return finding.File{}
}
