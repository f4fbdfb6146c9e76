package conformance

import (
	"encoding/json"
	"io"
	"log"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	inprocess "github.com/google/go-containerregistry/pkg/registry"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
	"github.com/seaworthy-policy/seaworthy/pkg/registry"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// conftest is the program that the benchmark compares with, where it has been built.
func conftest(t *testing.T) string {
	t.Helper()
	program, err := filepath.Abs("../../dist/conftest")
	require.NoError(t, err)
	if _, err := os.Stat(program); err != nil {
		t.Skip("dist/conftest is not built; `make bench` does that")
	}
	return program
}

// pushForConftest puts a bundle of the default profile into a registry in conftest's layout.
func pushForConftest(t *testing.T, checker *seaworthy.Checker) string {
	t.Helper()
	built, err := bundle.Build(t.Context(), checker.Library(), bundle.Selection{
		Profile: checker.Profile(), Rules: checker.Rules(), Parameters: checker.Parameters(),
	})
	require.NoError(t, err)
	artefact, err := built.Artefact(bundle.Conftest)
	require.NoError(t, err)
	t.Setenv("DOCKER_CONFIG", t.TempDir())
	server := httptest.NewServer(inprocess.New(inprocess.Logger(log.New(io.Discard, "", 0))))
	t.Cleanup(server.Close)
	reference := strings.TrimPrefix(server.URL, "http://") + "/policies:v1"
	_, err = registry.Client{}.Push(t.Context(), reference, artefact)
	require.NoError(t, err)
	return reference
}

func TestConftestPullsAndRunsABundle(t *testing.T) {
	program := conftest(t)
	checker, err := seaworthy.New(seaworthy.WithoutInline())
	require.NoError(t, err)
	folder := t.TempDir()
	run := func(arguments ...string) []byte {
		command := exec.Command(program, arguments...)
		command.Dir = folder
		output, err := command.Output()
		if command.ProcessState.ExitCode() != 1 {
			require.NoError(t, err)
		}
		return output
	}
	run("pull", "oci://"+pushForConftest(t, checker))

	file, err := source.Read("../../testdata/corpus/quickstart/Dockerfile")
	require.NoError(t, err)
	documents, _, err := checker.Documents(file)
	require.NoError(t, err)
	text, err := json.Marshal(documents[0])
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(folder, "document.json"), text, 0o600))

	var files []struct{ Failures []struct{ Msg string } }
	output := run("test", "-p", "policy", "-d", "policy", "--all-namespaces", "-o", "json", "document.json")
	require.NoError(t, json.Unmarshal(output, &files))
	var said []string
	for _, each := range files {
		for _, failure := range each.Failures {
			said = append(said, failure.Msg)
		}
	}
	result, err := checker.Check(t.Context(), file)
	require.NoError(t, err)
	require.NotEmpty(t, result.Findings())
	for _, found := range result.Findings() {
		require.Contains(t, said, found.Message)
	}
}
