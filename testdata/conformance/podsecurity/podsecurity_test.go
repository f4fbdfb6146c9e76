// Package podsecurity holds the profiles pss-baseline and pss-restricted against what they stand for: the evaluator of
// Kubernetes' Pod Security admission, at its release and with its own dependencies. At each version and level, a pod is
// allowed by the evaluator if and only if `seaworthy test` has nothing to say of it.
package podsecurity

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
	"sigs.k8s.io/yaml"
)

// A pod is one object to judge: a pod, or anything that has the template of one.
type pod struct {
	name, manifest string
	template       corev1.PodTemplateSpec
}

// templatePaths say where each kind keeps its template; a pod is its own.
var templatePaths = map[string][]string{
	"Pod": {}, "PodTemplate": {"template"}, "Deployment": {"spec", "template"}, "StatefulSet": {"spec", "template"},
	"DaemonSet": {"spec", "template"}, "ReplicaSet": {"spec", "template"}, "ReplicationController": {"spec", "template"},
	"Job": {"spec", "template"}, "CronJob": {"spec", "jobTemplate", "spec", "template"},
}

// readPod reads a manifest; false for an object that has no pod.
func readPod(t *testing.T, name, manifest string) (pod, bool) {
	t.Helper()
	var kind struct{ Kind string }
	require.NoError(t, yaml.Unmarshal([]byte(manifest), &kind), name)
	path, ok := templatePaths[kind.Kind]
	if !ok {
		return pod{}, false
	}
	node, err := yaml.YAMLToJSON([]byte(manifest))
	require.NoError(t, err, name)
	for _, key := range path {
		var fields map[string]json.RawMessage
		require.NoError(t, json.Unmarshal(node, &fields), name)
		node = fields[key]
	}
	read := pod{name: name, manifest: manifest}
	require.NoError(t, json.Unmarshal(node, &read.template), name)
	setDefaults(&read.template.Spec)
	return read, true
}

// setDefaults does what the API server does before admission, as far as checks see it: a volume without a source is an
// emptyDir.
func setDefaults(spec *corev1.PodSpec) {
	for i := range spec.Volumes {
		if (spec.Volumes[i].VolumeSource == corev1.VolumeSource{}) {
			spec.Volumes[i].EmptyDir = &corev1.EmptyDirVolumeSource{}
		}
	}
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

// reported returns for each pod which rules of the profile report it. All pods are judged in one run.
func (p program) reported(t *testing.T, level api.LevelVersion, pods []pod) [][]string {
	t.Helper()
	folder, starts := t.TempDir(), []int{}
	for first := 0; first < len(pods); first += podsAFile {
		text := strings.Builder{}
		line := 1
		for _, each := range pods[first:min(first+podsAFile, len(pods))] {
			starts = append(starts, line)
			written := "---\n" + strings.TrimSpace(each.manifest) + "\n"
			line += strings.Count(written, "\n")
			text.WriteString(written)
		}
		file := filepath.Join(folder, fmt.Sprintf("%d.yaml", first))
		require.NoError(t, os.WriteFile(file, []byte(text.String()), 0o600))
	}
	var complaints bytes.Buffer
	profile := fmt.Sprintf("pss-%s@%s", level.Level, level.Version)
	command := exec.Command(string(p), "test", "--profile", profile, "-o", "json", ".")
	command.Dir, command.Stderr = folder, &complaints
	text, err := command.Output()
	if command.ProcessState.ExitCode() != 1 {
		require.NoError(t, err, complaints.String())
	}
	return readReport(t, text, starts)
}

// podsAFile is how many pods stand in one file.
const podsAFile = 100

// readReport returns the rules that report each pod; starts are the lines of their files that pods begin at.
func readReport(t *testing.T, text []byte, starts []int) [][]string {
	t.Helper()
	var files []struct {
		Filename           string
		Failures, Warnings []struct {
			Metadata struct {
				Rule     string
				Location struct{ Line int }
			}
		}
		Errors []struct{ Msg string }
	}
	require.NoError(t, json.Unmarshal(text, &files))
	require.Len(t, files, (len(starts)+podsAFile-1)/podsAFile)
	rules := make([][]string, len(starts))
	for _, file := range files {
		var first int
		_, err := fmt.Sscanf(filepath.Base(file.Filename), "%d.yaml", &first)
		require.NoError(t, err, file.Filename)
		require.Empty(t, file.Errors, file.Filename)
		inFile := starts[first:min(first+podsAFile, len(starts))]
		for _, found := range slices.Concat(file.Failures, file.Warnings) {
			after, _ := slices.BinarySearch(inFile, found.Metadata.Location.Line+1)
			rules[first+after-1] = append(rules[first+after-1], found.Metadata.Rule)
		}
	}
	return rules
}

// A judge has both: what is proven, and what it is held against.
type judge struct {
	seaworthy program
	evaluator policy.Evaluator
}

func newJudge(t *testing.T) judge {
	t.Helper()
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	require.NoError(t, err)
	return judge{build(t), evaluator}
}

// requireAgreement judges all pods at one level and version.
func (j judge) requireAgreement(t *testing.T, level api.LevelVersion, pods []pod) (allowed int) {
	t.Helper()
	reported := j.seaworthy.reported(t, level, pods)
	var differences []string
	for i, each := range pods {
		results := j.evaluator.EvaluatePod(level, &each.template.ObjectMeta, &each.template.Spec)
		verdict := policy.AggregateCheckResults(results)
		if verdict.Allowed {
			allowed++
		}
		if verdict.Allowed != (len(reported[i]) == 0) {
			differences = append(differences, fmt.Sprintf("%s: Pod Security says %q, we %q\n%s",
				each.name, verdict.ForbiddenReason(), reported[i], each.manifest))
		}
	}
	require.Empty(t, strings.Join(differences[:min(len(differences), 3)], "\n"), "%d differences at %s", len(differences), level)
	return allowed
}

const latest = 37

// levels are all levels at all versions.
func levels() []api.LevelVersion {
	var all []api.LevelVersion
	for minor := range latest + 1 {
		for _, level := range []api.Level{api.LevelBaseline, api.LevelRestricted} {
			all = append(all, api.LevelVersion{Level: level, Version: api.MajorMinorVersion(1, minor)})
		}
	}
	return all
}

// changes are the versions at which some check of the evaluator begins or changes.
func changes() []api.Version {
	found := map[api.Version]bool{}
	for _, check := range policy.DefaultChecks() {
		for _, revision := range check.Versions {
			found[revision.MinimumVersion] = true
		}
	}
	var versions []api.Version
	for version := range found {
		versions = append(versions, version)
	}
	slices.SortFunc(versions, func(a, b api.Version) int { return a.Minor() - b.Minor() })
	return versions
}

func TestFixtures(t *testing.T) {
	content, err := os.ReadFile("../../../../shared/corpus/pss.jsonl")
	if err != nil {
		t.Skip("no labelled cases in the shared folder beside the checkout")
	}
	var pods []pod
	seen := map[string]bool{}
	for line := range strings.Lines(string(content)) {
		var fixture struct {
			ID    string
			Files map[string]string
		}
		require.NoError(t, json.Unmarshal([]byte(line), &fixture))
		for _, manifest := range fixture.Files {
			if read, ok := readPod(t, fixture.ID, manifest); ok && !seen[manifest] {
				pods = append(pods, read)
			}
			seen[manifest] = true
		}
	}
	require.Greater(t, len(pods), 100)
	j := newJudge(t)
	for _, version := range changes() {
		for _, level := range []api.Level{api.LevelBaseline, api.LevelRestricted} {
			asked := api.LevelVersion{Level: level, Version: version}
			t.Run(asked.String(), func(t *testing.T) { require.NotZero(t, j.requireAgreement(t, asked, pods)) })
		}
	}
}

func TestProjects(t *testing.T) {
	var pods []pod
	err := filepath.WalkDir("../../corpus", func(name string, entry os.DirEntry, err error) error {
		if err != nil || !slices.Contains([]string{".yaml", ".yml"}, filepath.Ext(name)) {
			return err
		}
		content, err := os.ReadFile(name)
		for i, manifest := range strings.Split(string(content), "\n---") {
			if read, ok := readPod(t, fmt.Sprintf("%s/%d", name, i), manifest); ok {
				pods = append(pods, read)
			}
		}
		return err
	})
	require.NoError(t, err)
	require.NotEmpty(t, pods)
	j := newJudge(t)
	for _, level := range levels() {
		t.Run(level.String(), func(t *testing.T) { j.requireAgreement(t, level, pods) })
	}
}
