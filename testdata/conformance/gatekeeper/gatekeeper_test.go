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

	"github.com/open-policy-agent/gatekeeper/v3/pkg/gator/reader"
	gator_test "github.com/open-policy-agent/gatekeeper/v3/pkg/gator/test"
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

// inCluster reports whether a rule is of a facet that objects of a cluster have.
func inCluster(rule string) bool {
	facet, _, _ := strings.Cut(rule, "/")
	return slices.Contains([]string{"workload", "reference", "secret"}, facet)
}

// findings returns what `seaworthy test` says of files by the rules that are exported.
func (p program) findings(t *testing.T, files []string, exempt string) []verdict {
	t.Helper()
	arguments := append([]string{"test", "--profile", "all", "--no-inline", "-o", "json"}, files...)
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
			if m := f.Metadata; inCluster(m.Rule) {
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
  - {name: an update that makes it privileged, object: brought.yaml, assertions: [{violations: 1}]}
  - {name: an update of what was privileged before, object: stays.yaml, assertions: [{violations: no}]}
  - {name: an update of what could be mended, object: mendable.yaml, assertions: [{violations: 1}]}
  - {name: an update of what is being deleted, object: leaves.yaml, assertions: [{violations: no}]}
  - {name: delete, object: delete.yaml, assertions: [{violations: no}]}
`

// review is an AdmissionReview of an operation; the objects are in YAML's flow style.
func review(operation, kind string, objects map[string]string) string {
	text := `apiVersion: admission.k8s.io/v1
kind: AdmissionReview
request:
  uid: "1"
  operation: ` + operation + `
  kind: ` + kind + `
  name: web
  namespace: shop
`
	for field, object := range objects {
		text += "  " + field + ": " + object + "\n"
	}
	return text
}

func TestOperations(t *testing.T) {
	const (
		podKind        = `{group: "", version: v1, kind: Pod}`
		deploymentKind = `{group: apps, version: v1, kind: Deployment}`
		good           = `{containers: [{name: web, image: web}]}`
		bad            = `{containers: [{name: web, image: web, securityContext: {privileged: true}}]}`
		metadata       = `{name: web, namespace: shop}`
		leaving        = `{name: web, namespace: shop, deletionTimestamp: "2026-01-01T00:00:00Z"}`
	)
	pod := func(spec string) string {
		return `{apiVersion: v1, kind: Pod, metadata: ` + metadata + `, spec: ` + spec + `}`
	}
	deployment := func(metadata string) string {
		return `{apiVersion: apps/v1, kind: Deployment, metadata: ` + metadata + `, spec: {template: {spec: ` + bad + `}}}`
	}
	folder := t.TempDir()
	build(t).output(t, "export", "gatekeeper", "--rule", "workload/privileged_container", "-o", folder)
	for name, text := range map[string]string{
		"create":   review("CREATE", podKind, map[string]string{"object": pod(bad)}),
		"brought":  review("UPDATE", podKind, map[string]string{"object": pod(bad), "oldObject": pod(good)}),
		"stays":    review("UPDATE", podKind, map[string]string{"object": pod(bad), "oldObject": pod(bad)}),
		"mendable": review("UPDATE", deploymentKind, map[string]string{"object": deployment(metadata), "oldObject": deployment(metadata)}),
		"leaves":   review("UPDATE", deploymentKind, map[string]string{"object": deployment(leaving), "oldObject": deployment(leaving)}),
		"delete":   review("DELETE", podKind, map[string]string{"oldObject": pod(bad)}),
		"suite":    suite,
	} {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name+".yaml"), []byte(text), 0o600))
	}
	results := verified(t, folder)
	require.Len(t, results, 2, "the example's and this one")
	for _, result := range results {
		require.False(t, result.IsFailure(), "%+v", result)
	}
	require.Len(t, results[0].TestResults[0].CaseResults, 6)
}

// TestExemptImages leaves containers alone by their image, as the parameter of that name does in Gatekeeper's own library.
func TestExemptImages(t *testing.T) {
	pod := `apiVersion: v1
kind: Pod
metadata: {name: agent}
spec:
  containers:
  - {name: agent, image: "registry.example.com/agent:1", securityContext: {privileged: true}}
  - {name: web, image: web, securityContext: {privileged: true}}
`
	file := filepath.Join(t.TempDir(), "pod.yaml")
	require.NoError(t, os.WriteFile(file, []byte(pod), 0o600))
	seaworthy := build(t)
	for pattern, want := range map[string]int{"registry.example.com/*": 1, "web": 1, "we": 2, "*": 0} {
		exported := string(seaworthy.output(t, "export", "gatekeeper", "--rule", "workload/privileged_container", "--exempt-image", pattern))
		require.Len(t, audit(t, exported, []string{file}), want, pattern)
	}
}
