package seaworthy_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

func TestOnlyScriptsThatRunContainersAreJudged(t *testing.T) {
	t.Chdir(t.TempDir())
	files := map[string]string{
		"run.sh":        "docker run --privileged nginx:1.27\n",
		"deploy":        "#!/bin/sh\ndocker run --privileged nginx:1.27\n",
		"Makefile":      "up:\n\tdocker run --privileged nginx:1.27\n",
		"build.sh":      "docker build .\n",
		"broken.sh":     "if docker build .\n",
		"tool":          "#!/usr/bin/env python3\nprint('docker run a')\n",
		"notes":         "docker run --privileged nginx\n",
		"sub/Makefile":  "up:\n\tgo build\n",
		"apply.sh":      "kubectl apply -f - <<EOF\n---\napiVersion: v1\nkind: Pod\n---\napiVersion: v1\nkind: Pod\nEOF\n",
		"too/large.sh":  "docker run --privileged nginx\n" + strings.Repeat("#", 9<<20),
		"too/large.bin": strings.Repeat("\x00", 9<<20),
	}
	for name, content := range files {
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
		require.NoError(t, os.WriteFile(name, []byte(content), 0o644))
	}
	checker, err := seaworthy.New(seaworthy.WithRules("workload/privileged_container"))
	require.NoError(t, err)
	result, err := checker.CheckPaths(t.Context(), ".")
	require.NoError(t, err)
	judged := map[string]string{}
	for _, file := range result.Files {
		require.Empty(t, file.Problems, file.Path)
		if file.Skipped == "" {
			judged[file.Path] = file.Format
			require.Len(t, file.Findings, 1, file.Path)
			continue
		}
		if file.Path != "too/large.sh" {
			require.Equal(t, seaworthy.ErrUnknownFormat.Error(), file.Skipped, file.Path)
		}
	}
	require.Equal(t, map[string]string{"run.sh": "shell", "deploy": "shell", "Makefile": "makefile"}, judged)
	require.Len(t, result.Files, len(files))
}

func TestAScriptThatIsNamedMustRunContainers(t *testing.T) {
	checker, err := seaworthy.New()
	require.NoError(t, err)
	_, _, err = checker.Documents(source.File{Path: "build.sh", Content: []byte("docker build .\n")})
	require.ErrorIs(t, err, seaworthy.ErrUnknownFormat)
}

func TestCommentsInScriptsExceptFindings(t *testing.T) {
	const one = "workload/privileged_container"
	tests := []struct {
		name, path, content string
		findings            []string
	}{
		{"the command behind the comment", "run.sh", "# seaworthy:ignore " + one + " -- probes\ndocker run \\\n  --privileged a\n", []string{}},
		{"not the one behind that", "run.sh",
			"# seaworthy:ignore " + one + " -- probes\ndocker run --privileged a\ndocker run --privileged a\n", []string{one + ":3"}},
		{"the recipe behind the comment", "Makefile", "up:\n\t# seaworthy:ignore " + one + " -- probes\n\t@docker run \\\n\t  --privileged a\n", []string{}},
		{"not another recipe", "Makefile",
			"# seaworthy:ignore " + one + " -- probes\nup:\n\tdocker run --privileged $(X)\n", []string{"suppression/unused:1", one + ":3"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			judged := judgeOne(t, test.path, test.content, seaworthy.WithRules(one, "suppression/unused"))
			require.Equal(t, test.findings, found(judged.Findings))
		})
	}
}
