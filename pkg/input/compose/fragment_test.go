package compose_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/compose"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// laidOver is a file with a name that compose does not take by itself, and the files beside it.
func laidOver(name string, beside files) []*input.Document {
	documents, _ := compose.Parse(source.File{Path: name, Content: []byte(beside[name])}, compose.Options{Open: beside.open})
	return documents
}

func TestWhatAFileLeavesToTheOneBelowIt(t *testing.T) {
	const (
		addition = "services: {trace: {image: jaeger:1, networks: [back]}}"
		network  = "services: {web: {image: a}}\nnetworks: {back: }"
		partial  = "services: {web: {environment: [A=b]}, trace: {image: jaeger:1, networks: [back]}}"
	)
	tests := []struct {
		name, file string
		beside     files
		dangling   int
	}{
		{name: "a service of which too little is said", file: "trace.yaml", beside: files{"trace.yaml": partial}},
		{name: "a network that nobody defines", file: "trace.yaml", beside: files{"trace.yaml": addition}, dangling: 1},
		{name: "a network of the file that compose takes", file: "trace.yaml",
			beside: files{"trace.yaml": addition, "docker-compose.yml": network}},
		{name: "a network of the file that the name begins with", file: "start-trace.yaml",
			beside: files{"start-trace.yaml": addition, "start.yaml": network}},
		{name: "a network that a file of another name defines", file: "trace.yaml",
			beside: files{"trace.yaml": addition, "start.yaml": network}, dangling: 1},
		{name: "another network there", file: "trace.yaml",
			beside: files{"trace.yaml": addition, "compose.yaml": "networks: {front: }"}, dangling: 1},
		{name: "a file that compose takes by itself stands alone", file: "compose.yaml",
			beside: files{"compose.yaml": partial, "docker-compose.yml": network}, dangling: 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.Len(t, laidOver(test.file, test.beside)[0].Compose.Dangling, test.dangling)
		})
	}
}

func TestWhatAPartialServiceLeavesOpenIsUnknown(t *testing.T) {
	tests := []struct {
		name, service string
		unknown       []string
	}{
		{name: "an image is enough", service: "{image: a}"},
		{name: "a build is enough", service: "{build: .}"},
		{name: "only some settings", service: "{user: app, read_only: true, healthcheck: {test: a}, restart: always}",
			unknown: []string{
				"capabilities", "cpu_shares", "environment", "limits", "logging", "mounts", "network", "ports",
				"privilege_escalation", "privileged", "requests", "stdin", "tty", "ulimits",
			}},
		{name: "a base that can't be read", service: "{image: a, extends: {file: elsewhere.yaml, service: base}, " +
			"user: a, read_only: true, privileged: true, restart: no, tty: true, stdin_open: true, network_mode: host}",
			unknown: []string{
				"capabilities", "cpu_shares", "environment", "health_check", "limits", "logging", "mounts", "ports",
				"privilege_escalation", "requests", "ulimits",
			}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			documents := laidOver("part.yaml", files{"part.yaml": "services: {web: " + test.service + "}"})
			require.Equal(t, test.unknown, documents[1].Workload.Containers[0].Unknown)
		})
	}
}

func TestImagesThatTheProjectBuildsAreNotPulled(t *testing.T) {
	documents := parse(t, `
services:
  web: {build: ., image: shop}
  worker: {image: "shop:latest"}
  old: {image: "shop:1"}
  queue: {image: redis}
`)
	var pulled []string
	for _, image := range documents[0].Reference.Images {
		pulled = append(pulled, image.Text)
	}
	require.Equal(t, []string{"shop:1", "redis"}, pulled)
	var built []string
	for _, document := range documents[1:] {
		if document.Workload.Containers[0].Built {
			built = append(built, document.Workload.Name)
		}
	}
	require.Equal(t, []string{"web", "worker"}, built)
}

func TestAServiceOfAProviderHasNoContainer(t *testing.T) {
	documents := parse(t, `services: {web: {image: a, depends_on: [db]}, db: {provider: {type: cloud}}}`)
	require.Len(t, documents, 2)
	require.Empty(t, documents[0].Compose.Dangling)
	require.Equal(t, "web", documents[1].Workload.Name)
}
