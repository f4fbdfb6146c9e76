package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWorkloadsIn(t *testing.T) {
	for _, test := range []struct {
		name, content string
		want          int
	}{
		{"a pod", "kind: Pod", 1},
		{"two documents", "kind: Deployment\n---\nkind: Service\n---\nkind: CronJob\n", 2},
		{"a list", "kind: List\nitems: [{kind: Pod}, {kind: Job}, {kind: Secret}]", 2},
		{"services", "services: {web: {image: a}, db: {image: b}}", 2},
		{"what stands before a mistake", "kind: Pod\n---\nkind: [", 1},
		{"nothing", "", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, workloadsIn([]byte(test.content)))
		})
	}
}

func TestParseAlone(t *testing.T) {
	folder := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(folder, "pod.yaml"), []byte("kind: Pod"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(folder, "notes.txt"), []byte("kind: Pod"), 0o600))
	workloads, err := parseAlone(folder)
	require.NoError(t, err)
	require.Equal(t, 1, workloads)
}
