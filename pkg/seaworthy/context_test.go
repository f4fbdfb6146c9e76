package seaworthy_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

// aboutContexts are the rules that need to know which folder a Dockerfile is built in, and what stays out of it.
var aboutContexts = []string{"project/missing_ignore_file", "secret/credential_file_copied", "secret/vcs_directory_copied"}

func TestWhatIsKnownOfTheBuildContext(t *testing.T) {
	const missing, credential, history = "project/missing_ignore_file", "secret/credential_file_copied", "secret/vcs_directory_copied"
	whole := "FROM scratch\nCOPY . /app\n"
	for _, test := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{
			name:  "the root of a repository without an ignore file",
			files: map[string]string{"Dockerfile": whole, ".git/HEAD": "x", ".env": "A=b"},
			want:  []string{missing, credential},
		},
		{
			name:  "an ignore file that lets the history in",
			files: map[string]string{"Dockerfile": whole, ".git/HEAD": "x", ".env": "A=b", ".dockerignore": ".env\n"},
			want:  []string{history},
		},
		{
			name:  "an ignore file of the Dockerfile's own",
			files: map[string]string{"Dockerfile": whole, ".git/HEAD": "x", ".env": "A=b", "Dockerfile.dockerignore": ".git\n.env\n"},
		},
		{
			name:  "an ignore file that can't be read says nothing",
			files: map[string]string{"Dockerfile": whole, ".git/HEAD": "x", ".env": "A=b", ".dockerignore": "a[\n"},
		},
		{
			name:  "a folder below the root, which may be built from there",
			files: map[string]string{"docker/Dockerfile": whole, ".git/HEAD": "x", ".env": "A=b"},
		},
		{
			name:  "a folder that a compose file has it built in",
			files: map[string]string{"docker/Dockerfile": whole, "compose.yaml": `services: {web: {build: {dockerfile: docker/Dockerfile}}}`, ".env": "A=b"},
			want:  []string{missing, credential},
		},
		{
			name: "an ignore file in that folder",
			files: map[string]string{
				"docker/Dockerfile": whole, "compose.yaml": `services: {web: {build: {dockerfile: docker/Dockerfile}}}`, ".env": "A=b",
				".dockerignore": ".env\n.git\n",
			},
		},
		{
			name: "two folders that compose files have it built in",
			files: map[string]string{
				"docker/Dockerfile": whole, "compose.yaml": `services: {web: {build: {dockerfile: docker/Dockerfile}}}`,
				"docker/compose.yaml": `services: {web: {build: .}}`,
			},
		},
		{
			name:  "files copied by name",
			files: map[string]string{"Dockerfile": "FROM scratch\nCOPY main /\n", ".git/HEAD": "x"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			folder := t.TempDir()
			for name, text := range test.files {
				path := filepath.Join(folder, name)
				require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
				require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
			}
			checker, err := seaworthy.New(seaworthy.WithRules(aboutContexts...))
			require.NoError(t, err)
			result, err := checker.CheckPaths(t.Context(), folder)
			require.NoError(t, err)
			var got []string
			for _, found := range result.Findings() {
				got = append(got, found.Rule)
			}
			require.Equal(t, test.want, got)
		})
	}
}
