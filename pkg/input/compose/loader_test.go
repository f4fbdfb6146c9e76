package compose_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/internal/agreement"
	"github.com/seaworthy-policy/seaworthy/pkg/input/compose"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// shared is where labelled and real files stand beside the checkout.
const shared = "../../../../shared"

// requireSame holds both readers' answers for a project against each other. It reports whether the loader takes it.
func requireSame(t *testing.T, folder, name string) bool {
	t.Helper()
	want, err := loaded(folder, name)
	if err != nil {
		t.Logf("%s: refused: %v", filepath.Join(folder, name), err)
		return false
	}
	got, problems := ours(folder, name)
	require.Empty(t, problems)
	require.Equal(t, slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(got)))
	for service := range want {
		for field, text := range want[service] {
			normal := strings.NewReplacer("[]", "", "<nil>", "").Replace
			require.Equal(t, normal(text), normal(got[service][field]), "%s/%s: %s.%s", folder, name, service, field)
		}
	}
	return true
}

// requireSameWithVariables does so for one file, with a value for each variable that it names: a variable that nobody sets
// is empty for compose, and unknown here.
func requireSameWithVariables(t *testing.T, content []byte) bool {
	t.Helper()
	folder := t.TempDir()
	documents, _ := compose.Parse(source.File{Path: "compose.yaml", Content: content}, compose.Options{})
	var set strings.Builder
	for _, each := range documents[0].Compose.Variables {
		fmt.Fprintf(&set, "%s=1\n", each.Name)
	}
	require.NoError(t, os.WriteFile(filepath.Join(folder, "compose.yaml"), content, 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(folder, ".env"), []byte(set.String()), 0o600))
	return requireSame(t, folder, "compose.yaml")
}

func TestRealProjectsAreReadAsComposeDoes(t *testing.T) {
	if _, err := os.Stat(shared); err != nil {
		t.Skip("no folder of real and labelled files beside the checkout")
	}
	same, refused := 0, 0
	err := filepath.WalkDir(filepath.Join(shared, "real", "compose"), func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() || !compose.Named(name) {
			return err
		}
		content, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if requireSameWithVariables(t, content) {
			same++
		} else {
			refused++
		}
		return nil
	})
	require.NoError(t, err)
	t.Logf("%d the same, %d refused", same, refused)
	require.Greater(t, same, 50)
}

func TestLabelledCasesAreReadAsComposeDoes(t *testing.T) {
	if _, err := os.Stat(shared); err != nil {
		t.Skip("no folder of real and labelled files beside the checkout")
	}
	cases, err := agreement.ReadCases(filepath.Join(shared, "corpus"))
	require.NoError(t, err)
	same := 0
	for _, c := range cases {
		for _, content := range c.Files {
			if c.Kind == "compose" && requireSameWithVariables(t, []byte(content)) {
				same++
			}
		}
	}
	require.Greater(t, same, 50)
}

func TestProjectsOfSeveralFilesAreReadAsComposeDoes(t *testing.T) {
	archives, err := filepath.Glob("testdata/project/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, archives)
	for _, archive := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(archive), ".txtar"), func(t *testing.T) {
			parsed, err := txtar.ParseFile(archive)
			require.NoError(t, err)
			folder := t.TempDir()
			require.NoError(t, txtar.Write(parsed, folder))
			require.True(t, requireSame(t, folder, "compose.yaml"))
		})
	}
}
