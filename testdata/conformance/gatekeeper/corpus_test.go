package gatekeeper

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/open-policy-agent/gatekeeper/v3/pkg/gator/reader"
	gator_test "github.com/open-policy-agent/gatekeeper/v3/pkg/gator/test"
	"github.com/stretchr/testify/require"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// A labelledCase is a line of the shared folder's lists.
type labelledCase struct {
	ID, Kind, Expect, Version string
	Files                     map[string]string
	Config                    struct{ Level string }
}

func readCases(t *testing.T, pattern string) []labelledCase {
	t.Helper()
	lists, err := filepath.Glob(filepath.Join("../../../../shared/corpus", pattern))
	require.NoError(t, err)
	if len(lists) == 0 {
		t.Skip("no labelled cases in the shared folder beside the checkout")
	}
	var cases []labelledCase
	for _, list := range lists {
		text, err := os.ReadFile(list)
		require.NoError(t, err)
		for line := range bytes.Lines(text) {
			var each labelledCase
			require.NoError(t, json.Unmarshal(line, &each))
			cases = append(cases, each)
		}
	}
	return cases
}

// A subject is one object that both judge.
type subject struct {
	id, manifest string
	object       *unstructured.Unstructured
}

// subjects returns the cases that are one object which a cluster could hold, each text once.
func subjects(cases []labelledCase) []subject {
	var found []subject
	seen := map[string]bool{}
	for _, each := range cases {
		for name, manifest := range each.Files {
			if each.Kind != "kubernetes" || seen[manifest] || !slices.Contains([]string{".yaml", ".yml", ".json"}, filepath.Ext(name)) {
				continue
			}
			seen[manifest] = true
			objects, err := reader.ReadUnstructureds([]byte(manifest))
			if err != nil || len(objects) != 1 || !isObject(objects[0]) {
				continue
			}
			found = append(found, subject{each.ID, manifest, objects[0]})
		}
	}
	return found
}

// isObject leaves out what the API server takes for no object or Gatekeeper for no subject: lists, objects without a name,
// and Gatekeeper's own resources.
func isObject(object *unstructured.Unstructured) bool {
	return object.GetKind() != "" && object.GetAPIVersion() != "" && object.GetName() != "" && !object.IsList() &&
		!strings.Contains(object.GetAPIVersion(), "gatekeeper.sh")
}

// A said is what the comparison is about.
type said struct {
	Rule, Message, At string
}

// gatekeeperSays returns what Gatekeeper's engine says of each subject.
func gatekeeperSays(t *testing.T, exported string, subjects []subject) [][]said {
	t.Helper()
	resources, err := reader.ReadUnstructureds([]byte(exported))
	require.NoError(t, err)
	numbers := map[*unstructured.Unstructured]int{}
	for i, each := range subjects {
		resources = append(resources, each.object)
		numbers[each.object] = i
	}
	responses, err := gator_test.Test(resources)
	require.NoError(t, err)
	verdicts := make([][]said, len(subjects))
	for _, result := range responses.Results() {
		var details struct{ Rule, At string }
		text, err := json.Marshal(result.Metadata["details"])
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(text, &details))
		i, known := numbers[result.ViolatingObject]
		require.True(t, known)
		verdicts[i] = append(verdicts[i], said{details.Rule, result.Msg, details.At})
	}
	return verdicts
}

// seaworthySays returns what `seaworthy test` says of each subject.
func (p program) seaworthySays(t *testing.T, profile string, subjects []subject) [][]said {
	t.Helper()
	folder := t.TempDir()
	for i, each := range subjects {
		require.NoError(t, os.WriteFile(filepath.Join(folder, fmt.Sprintf("%d.yaml", i)), []byte(each.manifest), 0o600))
	}
	var files []struct {
		Filename           string
		Failures, Warnings []struct {
			Msg      string
			Metadata struct{ Rule, At string }
		}
	}
	text := p.output(t, "test", "--profile", profile, "--no-inline", "-o", "json", folder)
	require.NoError(t, json.Unmarshal(text, &files))
	verdicts := make([][]said, len(subjects))
	for _, file := range files {
		var i int
		_, err := fmt.Sscanf(filepath.Base(file.Filename), "%d.yaml", &i)
		require.NoError(t, err)
		for _, f := range slices.Concat(file.Failures, file.Warnings) {
			verdicts[i] = append(verdicts[i], said{f.Metadata.Rule, f.Msg, f.Metadata.At})
		}
	}
	return verdicts
}

// A scope says which rules are in force for which kinds.
type scope map[string]map[string]bool

// scopeOf reads the constraints.
func scopeOf(t *testing.T, exported string) scope {
	t.Helper()
	resources, err := reader.ReadUnstructureds([]byte(exported))
	require.NoError(t, err)
	rules := map[string]string{}
	for _, each := range resources {
		if each.GetKind() == "ConstraintTemplate" {
			kind, _, err := unstructured.NestedString(each.Object, "spec", "crd", "spec", "names", "kind")
			require.NoError(t, err)
			rules[kind] = each.GetAnnotations()["seaworthy.io/rule"]
		}
	}
	found := scope{}
	for _, each := range resources {
		matches, _, err := unstructured.NestedSlice(each.Object, "spec", "match", "kinds")
		require.NoError(t, err)
		kinds := map[string]bool{}
		for _, match := range matches {
			var names struct{ APIGroups, Kinds []string }
			text, err := json.Marshal(match)
			require.NoError(t, err)
			require.NoError(t, json.Unmarshal(text, &names))
			for _, kind := range names.Kinds {
				kinds[names.APIGroups[0]+"/"+kind] = true
			}
		}
		if rule := rules[each.GetKind()]; rule != "" {
			found[rule] = kinds
		}
	}
	return found
}

func (s scope) covers(rule string, object *unstructured.Unstructured) bool {
	kind := object.GroupVersionKind()
	return s[rule][kind.Group+"/"+kind.Kind]
}

// sample is of how many labelled objects one is judged, unless SAMPLE says it: all of them take Gatekeeper many minutes.
const sample = 10

// TestLabelledCases holds what Gatekeeper says of labelled objects against what we say, rule by rule; of some also with
// templates that were lowered for the oldest Gatekeeper.
func TestLabelledCases(t *testing.T) {
	all := subjects(readCases(t, "*.jsonl"))
	require.Greater(t, len(all), 1000)
	step := sample
	if told := os.Getenv("SAMPLE"); told != "" {
		var err error
		step, err = strconv.Atoi(told)
		require.NoError(t, err)
		require.Positive(t, step)
	}
	seaworthy := build(t)
	for version, step := range map[string]int{"3.23": step, "3.19": 20 * step} {
		t.Run(version, func(t *testing.T) {
			all := every(step, all)
			ours := seaworthy.seaworthySays(t, "all", all)
			exported := string(seaworthy.output(t, "export", "gatekeeper", "--profile", "all", "--gatekeeper-version", version))
			scope := scopeOf(t, exported)
			theirs := gatekeeperSays(t, exported, all)
			var differences []string
			violations, elsewhere := 0, 0
			for i, each := range all {
				var want []said
				for _, one := range ours[i] {
					if scope.covers(one.Rule, each.object) {
						want = append(want, one)
					} else {
						elsewhere++
					}
				}
				violations += len(theirs[i])
				if !sameSets(want, theirs[i]) {
					differences = append(differences, fmt.Sprintf("%s\nwe: %v\nGatekeeper: %v\n", each.id, want, theirs[i]))
				}
			}
			t.Logf("%d rules, %d objects, %d violations, %d differences; %d findings of rules that are not in force for the object's kind",
				len(scope), len(all), violations, len(differences), elsewhere)
			require.Empty(t, strings.Join(differences[:min(len(differences), 5)], "\n"), "%d differences", len(differences))
		})
	}
}

func every(step int, all []subject) []subject {
	var some []subject
	for i := 0; i < len(all); i += step {
		some = append(some, all[i])
	}
	return some
}

// sameSets compares without order; Rego's violations are a set.
func sameSets(a, b []said) bool {
	key := func(all []said) string {
		var lines []string
		for _, each := range all {
			lines = append(lines, fmt.Sprint(each))
		}
		slices.Sort(lines)
		return strings.Join(slices.Compact(lines), "\n")
	}
	return key(a) == key(b)
}

// TestPodSecurityFixtures holds the exported levels against the fixtures that Kubernetes publishes for them.
func TestPodSecurityFixtures(t *testing.T) {
	seaworthy := build(t)
	cases := readCases(t, "pss.jsonl")
	byProfile := map[string][]labelledCase{}
	for _, each := range cases {
		profile := "pss-" + each.Config.Level + "@" + each.Version
		byProfile[profile] = append(byProfile[profile], each)
	}
	require.NotEmpty(t, byProfile)
	counts := map[bool]int{}
	for profile, cases := range byProfile {
		t.Run(profile, func(t *testing.T) {
			all, rejected := subjects(cases), map[string]bool{}
			for _, each := range cases {
				rejected[each.ID] = each.Expect == "fail"
			}
			require.Len(t, all, len(cases))
			exported := string(seaworthy.output(t, "export", "gatekeeper", "--profile", profile))
			for i, verdict := range gatekeeperSays(t, exported, all) {
				require.Equal(t, rejected[all[i].id], len(verdict) > 0, "%s: %v", all[i].id, verdict)
				counts[len(verdict) > 0]++
			}
		})
	}
	t.Logf("%d levels, %d fixtures rejected, %d admitted", len(byProfile), counts[true], counts[false])
}
