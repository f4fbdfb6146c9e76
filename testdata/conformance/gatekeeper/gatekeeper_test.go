// Package gatekeeper holds what `seaworthy export gatekeeper` writes against Gatekeeper itself: its engine, at its
// release and with its own dependencies, must say of an object what `seaworthy test` says of the file.
package gatekeeper

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/open-policy-agent/gatekeeper/v3/pkg/gator"
	"github.com/open-policy-agent/gatekeeper/v3/pkg/gator/reader"
	gator_test "github.com/open-policy-agent/gatekeeper/v3/pkg/gator/test"
	"github.com/open-policy-agent/gatekeeper/v3/pkg/gator/verify"
	"github.com/stretchr/testify/require"
)

// A verdict is what both say of one place.
type verdict struct {
	Message, Rule, Severity, At, URL, Remediation string
}

// A program is the built seaworthy.
type program string

func build(t *testing.T) program {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "seaworthy")
	command := exec.Command("go", "build", "-o", binary, "./cmd/seaworthy")
	command.Dir = filepath.Join("..", "..", "..")
	output, err := command.CombinedOutput()
	require.NoError(t, err, string(output))
	return program(binary)
}

// output runs the program; that findings fail a run is no mistake here.
func (p program) output(t *testing.T, arguments ...string) []byte {
	t.Helper()
	var complaints bytes.Buffer
	command := exec.Command(string(p), arguments...)
	command.Stderr = &complaints
	text, err := command.Output()
	if command.ProcessState.ExitCode() != 1 {
		require.NoError(t, err, complaints.String())
	}
	return text
}

// exempting returns the rules about workloads that can be told what to leave alone.
func (p program) exempting(t *testing.T) []string {
	t.Helper()
	var rules []struct {
		ID, Facet  string
		Parameters map[string]struct{ Default json.RawMessage }
	}
	require.NoError(t, json.Unmarshal(p.output(t, "rules", "-o", "json"), &rules))
	var ids []string
	for _, r := range rules {
		if r.Facet == "workload" && string(r.Parameters["exempt"].Default) == "[]" {
			ids = append(ids, r.ID)
		}
	}
	require.NotEmpty(t, ids)
	return ids
}

// findings returns what `seaworthy test` says of files by the rules that are exported.
func (p program) findings(t *testing.T, files []string, exempt string) []verdict {
	t.Helper()
	arguments := append([]string{"test", "--profile", "all", "-o", "json"}, files...)
	for _, id := range p.exempting(t) {
		arguments = append(arguments, "--set", id+".exempt="+exempt)
	}
	text := p.output(t, arguments...)
	var judged []struct {
		Failures, Warnings []struct {
			Message  string `json:"msg"`
			Metadata struct{ Rule, Severity, At, URL, Remediation string }
		}
	}
	require.NoError(t, json.Unmarshal(text, &judged))
	var found []verdict
	for _, each := range judged {
		for _, f := range slices.Concat(each.Failures, each.Warnings) {
			if strings.HasPrefix(f.Metadata.Rule, "workload/") || strings.HasPrefix(f.Metadata.Rule, "reference/") {
				m := f.Metadata
				found = append(found, verdict{f.Message, m.Rule, m.Severity, m.At, m.URL, m.Remediation})
			}
		}
	}
	return found
}

// export returns all templates and constraints, with the selectors of exempt containers in them.
func (p program) export(t *testing.T, exempt string) string {
	t.Helper()
	text := string(p.output(t, "export", "gatekeeper", "--profile", "all"))
	require.Contains(t, text, "exempt: []")
	return strings.ReplaceAll(text, "exempt: []", "exempt: "+exempt)
}

// audit returns what Gatekeeper's engine says of the objects in files.
func audit(t *testing.T, exported string, files []string) []verdict {
	t.Helper()
	for _, file := range files {
		objects, err := os.ReadFile(file)
		require.NoError(t, err)
		exported += "\n---\n" + string(objects)
	}
	resources, err := reader.ReadK8sResources(strings.NewReader(exported))
	require.NoError(t, err)
	responses, err := gator_test.Test(resources)
	require.NoError(t, err)
	var found []verdict
	for _, result := range responses.Results() {
		details, err := json.Marshal(result.Metadata["details"])
		require.NoError(t, err)
		said := verdict{Message: result.Msg}
		require.NoError(t, json.Unmarshal(details, &said))
		found = append(found, said)
	}
	return found
}

func TestGatekeeperSaysWhatSeaworthySays(t *testing.T) {
	seaworthy := build(t)
	files, err := filepath.Glob("testdata/objects/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	exemptions := map[string]string{
		"nothing exempt":     `[]`,
		"an image exempt":    `["image:registry.example.com/*"]`,
		"a kind exempt":      `["kind:DaemonSet", "kind:Cron*"]`,
		"containers exempt":  `["container:web", "role:init"]`,
		"a namespace exempt": `["namespace:kube-*", "namespace:shop"]`,
	}
	counts := map[string]int{}
	for note, exempt := range exemptions {
		t.Run(note, func(t *testing.T) {
			want := seaworthy.findings(t, files, exempt)
			require.ElementsMatch(t, want, audit(t, seaworthy.export(t, exempt), files))
			counts[note] = len(want)
		})
	}
	require.Greater(t, counts["nothing exempt"], 10, "the objects must give both something to say")
	for note, count := range counts {
		require.True(t, note == "nothing exempt" || count < counts["nothing exempt"], note)
	}
}

const suite = `apiVersion: test.gatekeeper.sh/v1alpha1
kind: Suite
metadata: {name: operations}
tests:
- name: privileged_container
  template: workload/privileged_container/template.yaml
  constraint: workload/privileged_container/constraint.yaml
  cases:
  - {name: create, object: create.yaml, assertions: [{violations: 1, message: 'container "web" runs privileged'}]}
  - {name: update, object: update.yaml, assertions: [{violations: 1}]}
  - {name: delete, object: delete.yaml, assertions: [{violations: no}]}
`

const review = `apiVersion: admission.k8s.io/v1
kind: AdmissionReview
request:
  uid: "1"
  operation: %OPERATION%
  kind: {group: "", version: v1, kind: Pod}
  name: web
  namespace: shop
  %OBJECT%:
    apiVersion: v1
    kind: Pod
    metadata: {name: web, namespace: shop}
    spec: {containers: [{name: web, image: web, securityContext: {privileged: true}}]}
`

func TestOperations(t *testing.T) {
	folder := t.TempDir()
	build(t).output(t, "export", "gatekeeper", "--rule", "workload/privileged_container", "-o", folder)
	for operation, object := range map[string]string{"create": "object", "update": "object", "delete": "oldObject"} {
		text := strings.NewReplacer("%OPERATION%", strings.ToUpper(operation), "%OBJECT%", object).Replace(review)
		require.NoError(t, os.WriteFile(filepath.Join(folder, operation+".yaml"), []byte(text), 0o600))
	}
	require.NoError(t, os.WriteFile(filepath.Join(folder, "suite.yaml"), []byte(suite), 0o600))

	files := os.DirFS(folder)
	suites, err := verify.ReadSuites(files, ".", "", true)
	require.NoError(t, err)
	require.Len(t, suites, 1)
	runner, err := verify.NewRunner(files, func(options ...gator.Opt) (gator.Client, error) {
		return gator.NewOPAClient(false, options...)
	})
	require.NoError(t, err)
	everything, err := verify.NewFilter("")
	require.NoError(t, err)
	result := runner.Run(t.Context(), everything, suites[0])
	require.False(t, result.IsFailure(), "%+v", result)
	require.Len(t, result.TestResults[0].CaseResults, 3)
}
