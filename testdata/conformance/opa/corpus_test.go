package opa

import (
	"bufio"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// labelled is where cases of other tools lie, beside the repository where somebody has put them.
const labelled = root + "/../shared/corpus"

// writeCases writes the manifests of all Kubernetes cases below a folder, each text once, and returns their paths.
func writeCases(t *testing.T, folder string) []string {
	t.Helper()
	files, err := filepath.Glob(labelled + "/*.jsonl")
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("there are no labelled cases at ../shared/corpus")
	}
	var paths []string
	seen := map[[32]byte]bool{}
	for _, name := range files {
		for _, text := range manifests(t, name) {
			sum := sha256.Sum256([]byte(text))
			if seen[sum] {
				continue
			}
			seen[sum] = true
			path := filepath.Join(folder, fmt.Sprintf("%05d", len(paths)), "manifest.yaml")
			require.NoError(t, os.Mkdir(filepath.Dir(path), 0o700))
			require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
			paths = append(paths, path)
		}
	}
	return paths
}

func manifests(t *testing.T, name string) []string {
	t.Helper()
	file, err := os.Open(name)
	require.NoError(t, err)
	defer file.Close()
	var texts []string
	lines := bufio.NewScanner(file)
	for lines.Buffer(nil, 16<<20); lines.Scan(); {
		var one struct {
			Kind  string
			Files map[string]string
		}
		require.NoError(t, json.Unmarshal(lines.Bytes(), &one))
		if one.Kind != "kubernetes" {
			continue
		}
		for _, text := range one.Files {
			texts = append(texts, text)
		}
	}
	require.NoError(t, lines.Err())
	return texts
}

// findingsByFile returns what `seaworthy test` says of files below a folder, ordered. Some can't be parsed, which is told
// by the exit code 2.
func (w workshop) findingsByFile(t *testing.T, folder string) map[string][]string {
	t.Helper()
	var files []struct {
		Filename           string
		Failures, Warnings []struct {
			Msg      string
			Metadata struct{ Rule, Severity, At string }
		}
	}
	text, err := exec.Command(w.binary, "test", "--profile", "strict", "--no-inline", "--parser", "kubernetes", "-o", "json", folder).Output()
	require.NotEmpty(t, text, err)
	require.NoError(t, json.Unmarshal(text, &files))
	byFile := map[string][]string{}
	for _, each := range files {
		for _, f := range slices.Concat(each.Failures, each.Warnings) {
			line := finding{f.Metadata.Rule, f.Metadata.Severity, f.Msg, f.Metadata.At}.line()
			byFile[each.Filename] = append(byFile[each.Filename], line)
		}
		slices.Sort(byFile[each.Filename])
	}
	return byFile
}

// documents returns what `seaworthy parse` prints of a file, nil where it can't be parsed in full.
func (w workshop) documents(file string) []json.RawMessage {
	text, err := exec.Command(w.binary, "parse", "--parser", "kubernetes", file).Output()
	if err != nil {
		return nil
	}
	var several []json.RawMessage
	if json.Unmarshal(text, &several) == nil {
		return several
	}
	return []json.RawMessage{text}
}

// answers asks an OPA for the findings of documents, ordered.
func answers(t *testing.T, opa client, documents []json.RawMessage) []string {
	var all []string
	for _, document := range documents {
		asked := slices.Concat([]byte(`{"input": `), document, []byte("}"))
		for _, f := range post[struct{ Result []finding }](t, opa.url+"/v1/data/seaworthy/findings", asked).Result {
			all = append(all, f.line())
		}
	}
	slices.Sort(all)
	return all
}

func TestAnOPAFindsInEveryCaseWhatSeaworthyFinds(t *testing.T) {
	w := newWorkshop(t)
	cases := t.TempDir()
	paths := writeCases(t, cases)
	s := w.serve(t, append(w.signing(), "--bundle", "main=profile:strict")...)
	opa := w.opa(t, w.trusting(t, s.url))
	eventually(t, opa.healthy, "the bundle is active")

	ours := w.findingsByFile(t, cases)
	var mu sync.Mutex
	judged, found := 0, 0
	var working sync.WaitGroup
	for part := range slices.Chunk(paths, len(paths)/4+1) {
		working.Go(func() {
			for _, path := range part {
				documents := w.documents(path)
				if documents == nil {
					continue
				}
				theirs := answers(t, opa, documents)
				mu.Lock()
				judged, found = judged+1, found+len(theirs)
				if !slices.Equal(ours[path], theirs) {
					t.Errorf("%s: seaworthy says\n%q\nOPA says\n%q", path, ours[path], theirs)
				}
				mu.Unlock()
			}
		})
	}
	working.Wait()
	require.Greater(t, judged, len(paths)*9/10)
	t.Logf("%d of %d files, %d findings", judged, len(paths), found)
}
