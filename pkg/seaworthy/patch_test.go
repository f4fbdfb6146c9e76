package seaworthy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

const patched = `
-- base/kustomization.yaml --
resources: [web.yaml]
-- base/web.yaml --
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.4
-- prod/kustomization.yaml --
resources: [../base]
patches:
  - path: patches/web.yaml
-- prod/patches/web.yaml --
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      hostNetwork: true
      containers:
        - name: web
          image: nginx
          securityContext:
            privileged: true
            capabilities: {add: [SYS_ADMIN]}
`

// saidAndLeftOut are the rules that a file does not keep to, and how many findings were left out.
func saidAndLeftOut(t *testing.T, result finding.Result, path string) (rules []string, unsaid int) {
	t.Helper()
	for _, file := range result.Files {
		if file.Path != path {
			continue
		}
		unsaid += file.Unsaid
		for _, found := range file.Findings {
			rules = append(rules, found.Rule)
		}
	}
	return rules, unsaid
}

var ofPatches = seaworthy.WithRules(
	"workload/host_network", "workload/privileged_container", "workload/sys_admin_capability", "workload/missing_memory_limit",
	"workload/best_effort_pod", "reference/floating_tag",
)

func TestPatchIsJudgedByWhatItSays(t *testing.T) {
	said := []string{
		"workload/host_network", "reference/floating_tag", "workload/privileged_container", "workload/sys_admin_capability",
	}
	unpack(t, patched)
	for name, paths := range map[string][]string{"in a tree": {"."}, "named itself": {"base/web.yaml", "prod/patches/web.yaml"}} {
		t.Run(name, func(t *testing.T) {
			result, err := checker(t, ofPatches).CheckPaths(t.Context(), paths...)
			require.NoError(t, err)
			rules, unsaid := saidAndLeftOut(t, result, "prod/patches/web.yaml")
			require.Equal(t, said, rules)
			require.Equal(t, 2, unsaid, "limit and requests may stand in what is patched")
			require.Equal(t, 2, result.Summary().Unsaid)
			rules, unsaid = saidAndLeftOut(t, result, "base/web.yaml")
			require.Len(t, rules, 2, "what is patched is whole")
			require.Zero(t, unsaid)
		})
	}
}

func TestPatchInMemory(t *testing.T) {
	patch := source.File{Path: "user.yaml", Content: []byte("apiVersion: apps/v1\nkind: Deployment\nspec: {template: {spec: {containers: [{name: web}]}}}\n")}
	kustomization := source.File{Path: "Kustomization", Content: []byte("patchesStrategicMerge: [user.yaml]\n")}
	for name, test := range map[string]struct {
		files []source.File
		want  int
	}{
		"with the kustomization": {[]source.File{patch, kustomization}, 2},
		"alone":                  {[]source.File{patch}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			result, err := checker(t, ofPatches).Check(t.Context(), test.files...)
			require.NoError(t, err)
			rules, unsaid := saidAndLeftOut(t, result, "user.yaml")
			require.Equal(t, test.want, unsaid)
			require.Len(t, rules, 2-test.want)
		})
	}
}
