package scaffold_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/internal/generate/artefact"
	"github.com/seaworthy-policy/seaworthy/internal/housestyle"
	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/scaffold"
)

func TestANewRuleKeepsToTheStyle(t *testing.T) {
	for _, facet := range input.FacetNames() {
		t.Run(facet, func(t *testing.T) {
			root := t.TempDir()
			require.NoError(t, os.CopyFS(root, os.DirFS("../../policies")))
			written, err := scaffold.Write(root, facet+"/some_defect")
			require.NoError(t, err)
			folder := filepath.Join(root, "seaworthy", "rules", facet, "some_defect")
			require.Equal(t, []string{
				filepath.Join(folder, "example.txtar"),
				filepath.Join(folder, "some_defect.rego"),
				filepath.Join(folder, "some_defect_test.rego"),
			}, written)
			require.NoError(t, artefact.Write(root))
			faults, err := housestyle.Check(t.Context(), os.DirFS(root))
			require.NoError(t, err)
			require.Empty(t, faults)
		})
	}
}

func TestWriteRefuses(t *testing.T) {
	cases := []struct {
		name, rule string
		want       error
	}{
		{"no facet", "some_defect", scaffold.ErrName},
		{"a facet that nothing reads", "spreadsheet/some_defect", scaffold.ErrName},
		{"capitals", "dockerfile/SomeDefect", scaffold.ErrName},
		{"hyphens", "dockerfile/some-defect", scaffold.ErrName},
		{"a digit in front", "dockerfile/2_users", scaffold.ErrName},
		{"an underscore at the end", "dockerfile/some_", scaffold.ErrName},
		{"a way out of the folder", "dockerfile/../../x", scaffold.ErrName},
		{"a rule that there is", "dockerfile/root_user", scaffold.ErrExists},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			root := t.TempDir()
			require.NoError(t, os.MkdirAll(filepath.Join(root, "seaworthy", "rules", "dockerfile", "root_user"), 0o755))
			written, err := scaffold.Write(root, tc.rule)
			require.ErrorIs(t, err, tc.want)
			require.Empty(t, written)
		})
	}
}
