package artefact_test

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/internal/generate/artefact"
	"github.com/seaworthy-policy/seaworthy/pkg/policy"
)

const someRule = `# METADATA
# title: Defect | of a kind
# description: It hurts.
# related_resources:
#   - ref: https://example.com/why
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [default, strict]
#   aliases: ["other:X1"]
#   parameters:
#     names:
#       type: array
#       items: {type: string}
#       default: [a]
#       description: |
#         Names that
#         are meant.
#   remediation: Mend it.
package seaworthy.rules.dockerfile.some_defect

deny := set()
`

const someExample = `-- bad/Dockerfile --
FROM a
-- want --
bad/Dockerfile:1:1: hurts
-- good/Dockerfile --
FROM b
`

func someTree() fstest.MapFS {
	const folder = "seaworthy/rules/dockerfile/some_defect/"
	return fstest.MapFS{
		folder + "some_defect.rego": {Data: []byte(someRule)},
		folder + "example.txtar":    {Data: []byte(someExample)},
	}
}

func text(t *testing.T, files []artefact.File, name string) string {
	for _, file := range files {
		if file.Path == name {
			return string(file.Text)
		}
	}
	require.Failf(t, "not made", "%s", name)
	return ""
}

func TestMake(t *testing.T) {
	made, err := artefact.Make(someTree())
	require.NoError(t, err)

	require.Contains(t, text(t, made, "README.md"),
		"| [some_defect](seaworthy/rules/dockerfile/README.md#some_defect) | Defect \\| of a kind | low | default, strict |\n")
	require.Contains(t, text(t, made, "seaworthy/catalogue/dockerfile/data.json"), `"id": "dockerfile/some_defect"`)
	require.Contains(t, text(t, made, "schemas/dockerfile.json"), `"$schema"`)
	page := text(t, made, "seaworthy/rules/dockerfile/README.md")
	for _, want := range []string{
		"\n## some_defect\n\n**Defect | of a kind.** Severity low; in the profiles default, strict; since v0.1.0.\n",
		"\nIt hurts.\n\nRemedy: Mend it.\n",
		"- `names` (list of strings, default `[\"a\"]`): Names that are meant.\n",
		"\nElsewhere: `other:X1`.\n",
		"\nRead on: <https://example.com/why>.\n",
		"\nReported (`Dockerfile`):\n\n```dockerfile\nFROM a\n```\n",
		"\nWhat is found:\n\n```text\nbad/Dockerfile:1:1: hurts\n```\n",
		"\nBetter (`Dockerfile`):\n\n```dockerfile\nFROM b\n```\n",
	} {
		require.Contains(t, page, want)
	}
}

func TestMakeGivesTheSameBytesTwice(t *testing.T) {
	first, err := artefact.Make(someTree())
	require.NoError(t, err)
	second, err := artefact.Make(someTree())
	require.NoError(t, err)
	require.Equal(t, first, second)
}

func TestMakeRefusesIncompleteMetadata(t *testing.T) {
	tree := someTree()
	tree["seaworthy/rules/dockerfile/some_defect/some_defect.rego"].Data = []byte("package seaworthy.rules.dockerfile.some_defect\n")
	_, err := artefact.Make(tree)
	require.ErrorIs(t, err, policy.ErrMetadata)
}

func TestWriteLeavesNothingStale(t *testing.T) {
	root := t.TempDir()
	require.NoError(t, os.CopyFS(root, someTree()))
	leftover := filepath.Join(root, "seaworthy", "catalogue", "gone", "data.json")
	require.NoError(t, os.MkdirAll(filepath.Dir(leftover), 0o755))
	require.NoError(t, os.WriteFile(leftover, []byte("{}"), 0o644))

	stale, err := artefact.Stale(os.DirFS(root))
	require.NoError(t, err)
	require.Contains(t, stale, "README.md", "missing")
	require.Contains(t, stale, "seaworthy/catalogue/gone/data.json", "left over")

	require.NoError(t, artefact.Write(root))
	stale, err = artefact.Stale(os.DirFS(root))
	require.NoError(t, err)
	require.Empty(t, stale)
	require.NoFileExists(t, leftover)

	require.NoError(t, os.WriteFile(filepath.Join(root, "README.md"), []byte("edited"), 0o644))
	stale, err = artefact.Stale(os.DirFS(root))
	require.NoError(t, err)
	require.Equal(t, []string{"README.md"}, stale)
}

func TestTheSchemaOfTheConfigurationIsCurrent(t *testing.T) {
	const root = "../../.."
	schema, err := artefact.ConfigSchema(os.DirFS(filepath.Join(root, "policies")))
	require.NoError(t, err)
	published, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(artefact.ConfigSchemaPath)))
	require.NoError(t, err)
	require.Equal(t, string(published), string(schema), "run `go run ./internal/generate`")
}
