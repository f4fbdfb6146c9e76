package kubernetes_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input/kubernetes"
)

func TestPatches(t *testing.T) {
	cases := []struct {
		name, content string
		want          []string
	}{
		{"patches by their paths", "patches:\n- path: ./memory.yaml\n  target: {kind: Deployment}\n- path: ../user.yml\n", []string{"memory.yaml", "../user.yml"}},
		{"patches in the older form", "patchesStrategicMerge: [memory.yaml]\n", []string{"memory.yaml"}},
		{"a list of plain paths", "patches:\n- memory.yaml\n", []string{"memory.yaml"}},
		{"a patch that stands in the file itself", "patches:\n- patch: |\n    kind: Pod\n- |\n  kind: Pod\n", nil},
		{"resources are whole", "resources: [web.yaml]\n", nil},
		{"no list", "patches: {path: a.yaml}\n", nil},
		{"no YAML", "patches: [\n", nil},
		{"nothing", "", nil},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			require.Equal(t, tc.want, kubernetes.Patches([]byte(tc.content)))
		})
	}
}
