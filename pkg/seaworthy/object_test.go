package seaworthy_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/config"
	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
	"github.com/seaworthy-policy/seaworthy/pkg/suppress"
)

const privileged = "workload/privileged_container"

var pod = source.File{Path: "pod.yaml", Content: []byte(`apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  containers:
    - {name: app, image: a, securityContext: {privileged: true}}
    - {name: tune, image: a, securityContext: {privileged: true}}
`)}

func check(t *testing.T, file source.File, options ...seaworthy.Option) finding.File {
	checker, err := seaworthy.New(append(options, seaworthy.WithRules(privileged))...)
	require.NoError(t, err)
	result, err := checker.Check(t.Context(), file)
	require.NoError(t, err)
	return result.Files[0]
}

func TestFindingsNameTheirObject(t *testing.T) {
	found := check(t, pod).Findings
	require.Len(t, found, 2)
	require.Equal(t, finding.Object{Kind: "Pod", Namespace: "shop", Name: "web", Container: "app"}, found[0].Object)
	require.Equal(t, "tune", found[1].Object.Container)
	service := source.File{Path: "compose.yaml", Content: []byte("services:\n  db: {image: a, privileged: true}\n")}
	require.Equal(t, "db", check(t, service).Findings[0].Object.Name)
	require.Equal(t, "service", check(t, service).Findings[0].Object.Kind)
}

func TestSeverities(t *testing.T) {
	found := check(t, pod, seaworthy.WithSeverities(map[string]rule.Severity{"KSV-0017": rule.Info, privileged: rule.Low})).Findings
	require.Equal(t, rule.Low, found[0].Severity, "an id wins over another name")
	found = check(t, pod, seaworthy.WithSeverities(map[string]rule.Severity{privileged: rule.Low}), seaworthy.WithSeverities(map[string]rule.Severity{"KSV-0017": rule.Info})).Findings
	require.Equal(t, rule.Info, found[0].Severity, "the last option wins")
	_, err := seaworthy.New(seaworthy.WithSeverities(map[string]rule.Severity{"no such": rule.Low}))
	require.ErrorIs(t, err, rule.ErrUnknownRule)
	checker, err := seaworthy.New(seaworthy.WithSeverities(map[string]rule.Severity{privileged: rule.Low}), seaworthy.WithRules(privileged))
	require.NoError(t, err)
	require.Equal(t, rule.Low, checker.Rules()[0].Severity)
}

func TestExceptionsOfAList(t *testing.T) {
	read, err := config.ParseExceptions(source.File{Path: "x.yaml", Content: []byte("exceptions: [{rule: KSV-0017, object: {container: tune}, reason: it must}]")})
	require.NoError(t, err)
	catalogue, err := seaworthy.Catalogue()
	require.NoError(t, err)
	list, err := suppress.NewList(read, catalogue)
	require.NoError(t, err)
	judged := check(t, pod, seaworthy.WithExceptions(list), seaworthy.WithoutInline())
	require.Len(t, judged.Findings, 1)
	require.Equal(t, "app", judged.Findings[0].Object.Container)
	require.Len(t, judged.Exceptions, 1)
	require.Equal(t, "it must", judged.Exceptions[0].Reason)
}

func TestFingerprintsHangOnTheProject(t *testing.T) {
	folder := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(folder, "deploy"), 0o755))
	above, within := pod, pod
	above.Path = "deploy/pod.yaml"
	t.Chdir(folder)
	first := check(t, above, seaworthy.WithProject(folder)).Findings[0].Fingerprint
	require.Equal(t, check(t, above).Findings[0].Fingerprint, first)
	t.Chdir("deploy")
	require.Equal(t, first, check(t, within, seaworthy.WithProject(folder)).Findings[0].Fingerprint)
	require.NotEqual(t, first, check(t, within).Findings[0].Fingerprint)
}

func TestAStoppedCheckReturnsWhatItHas(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"a.yaml", "b.yaml", "c.yaml", "d.yaml", "e.yaml", "f.yaml", "g.yaml", "h.yaml", "i.yaml"} {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), pod.Content, 0o644))
	}
	ctx, stop := context.WithCancel(t.Context())
	seen := 0
	checker, err := seaworthy.New(seaworthy.WithRules(privileged), seaworthy.WithProgress(func(p seaworthy.Progress) {
		seen = max(seen, p.Seen)
		if p.Done == 1 {
			stop()
		}
	}))
	require.NoError(t, err)
	result, err := checker.CheckPaths(ctx, folder)
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, 9, seen)
	require.NotEmpty(t, result.Files)
	require.Less(t, len(result.Files), 9)
	for _, file := range result.Files {
		require.Empty(t, file.Problems)
		require.Len(t, file.Findings, 2)
	}
}
