package input_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

func TestFacets(t *testing.T) {
	for _, test := range []struct {
		name     string
		document input.Document
		want     []string
	}{
		{name: "none"},
		{name: "a Dockerfile", document: input.Document{Dockerfile: &input.Dockerfile{}, Reference: &input.References{}}, want: []string{"dockerfile", "reference"}},
		{name: "a manifest", document: input.Document{Workload: &input.Workload{}, Reference: &input.References{}}, want: []string{"reference", "workload"}},
		{
			name: "all, in alphabetical order",
			document: input.Document{
				Workload: &input.Workload{}, Dockerfile: &input.Dockerfile{}, Reference: &input.References{},
				Secret: &input.Secrets{}, IgnoreFile: &input.IgnoreFile{}, Compose: &input.Compose{}, Project: &input.Project{},
			},
			want: input.FacetNames(),
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, test.document.Facets())
		})
	}
}

func TestWhatIsAbsentIsNotInTheJSON(t *testing.T) {
	for _, test := range []struct {
		name     string
		document input.Document
		want     string
	}{
		{
			name:     "facets that a document does not carry",
			document: input.Document{Kind: "kubernetes", File: "pod.yaml", Locator: input.Places{}},
			want:     `{"kind": "kubernetes", "file": "pod.yaml"}`,
		},
		{
			name:     "a container that says nothing of privilege",
			document: input.Document{Workload: &input.Workload{Containers: []input.Container{{Title: "container 0", Role: "main"}}}},
			want: `{"kind": "", "file": "", "workload": {"platform": "", "kind": "", "title": "", "at": "",
				"containers": [{"title": "container 0", "role": "main", "at": ""}]}}`,
		},
		{
			name:     "a container that says false is not one that says nothing",
			document: input.Document{Workload: &input.Workload{Containers: []input.Container{{Privileged: new(bool)}}}},
			want: `{"kind": "", "file": "", "workload": {"platform": "", "kind": "", "title": "", "at": "",
				"containers": [{"title": "", "role": "", "at": "", "privileged": false}]}}`,
		},
		{
			name:     "an ARG without a default, and one whose default is empty",
			document: input.Document{Dockerfile: &input.Dockerfile{GlobalArguments: []input.Assignment{{Name: "A"}, {Name: "B", Value: new(string)}}}},
			want: `{"kind": "", "file": "", "dockerfile": {"instructions": {}, "global_arguments": [
				{"stage": 0, "step": 0, "at": "", "name": "A", "state": ""},
				{"stage": 0, "step": 0, "at": "", "name": "B", "state": "", "value": ""}]}}`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			text, err := json.Marshal(test.document)
			require.NoError(t, err)
			require.JSONEq(t, test.want, string(text))
		})
	}
}

func TestStates(t *testing.T) {
	fromUncertain := []input.State{input.Unresolved, input.Overridable, input.Resolved, input.Literal}
	for i, a := range fromUncertain {
		require.Equal(t, a != input.Unresolved, a.Known(), a)
		for j, b := range fromUncertain {
			require.Equal(t, fromUncertain[min(i, j)], a.Weaker(b), "%s and %s", a, b)
		}
	}
}
