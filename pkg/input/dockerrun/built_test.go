package dockerrun_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerrun"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

func TestImagesThatTheScriptBuildsAreNotPulled(t *testing.T) {
	tests := []struct {
		name, script string
		built        bool
	}{
		{name: "built before", script: "docker build -t tool . && docker run tool", built: true},
		{name: "with the tag that need not be written", script: "docker build --tag tool:latest .\ndocker run tool", built: true},
		{name: "by buildx", script: "docker --debug buildx build --push -f a --tag=tool .\ndocker run tool", built: true},
		{name: "by buildah for podman", script: "buildah bud -t tool .\npodman run localhost/tool", built: true},
		{name: "named anew", script: "docker tag a:1 tool\ndocker run tool", built: true},
		{name: "made of a container", script: "docker container commit web tool\ndocker run tool", built: true},
		{name: "a name that one variable gives", script: "docker build -t $IMAGE .\ndocker run $IMAGE", built: true},
		{name: "a name that the script sets", script: "name=tool\ndocker build -t $name .\ndocker run tool:latest", built: true},
		{name: "another image", script: "docker build -t tool .\ndocker run tools"},
		{name: "another tag", script: "docker build -t tool:1 .\ndocker run tool"},
		{name: "only pulled", script: "docker pull tool\ndocker run tool"},
		{name: "the source of a name", script: "docker tag tool other\ndocker run tool"},
		{name: "built by another tool", script: "make build -t tool\ndocker run tool"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			documents, problems := dockerrun.ParseShell(script(test.script))
			require.Empty(t, problems)
			require.Len(t, documents, 1)
			require.Equal(t, test.built, documents[0].Workload.Containers[0].Built)
			require.Equal(t, test.built, documents[0].Reference == nil)
		})
	}
}

func TestAMakefileBuildsInAnyOfItsRecipes(t *testing.T) {
	documents, problems := dockerrun.ParseMakefile(source.File{Path: "Makefile", Content: []byte(`
IMAGE ?= tool
check: image
	docker run $(IMAGE)
image:
	docker build -t $(IMAGE) .
`)})
	require.Empty(t, problems)
	require.Len(t, documents, 1)
	require.Nil(t, documents[0].Reference)
}

func TestAContainerThatOneVariableStartsIsToldOnce(t *testing.T) {
	tests := []struct {
		name, content string
		lines         []int
	}{
		{name: "all of it in the variable", content: "RUN = docker run --privileged tool\na:\n\t$(RUN) x\n\t$(RUN) y\n", lines: []int{3}},
		{name: "options beside the variable", content: "RUN = docker run --rm\na:\n\t$(RUN) --privileged tool\n\t$(RUN) tool\n", lines: []int{3, 4}},
		{name: "another variable", content: "A = docker run tool\nB = docker run -i tool\na:\n\t$(A)\n\t$(B)\n", lines: []int{4, 5}},
		{name: "written twice", content: "a:\n\tdocker run tool\n\tdocker run tool\n", lines: []int{2, 3}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			documents, problems := dockerrun.ParseMakefile(source.File{Path: "Makefile", Content: []byte(test.content)})
			require.Empty(t, problems)
			var lines []int
			for _, document := range documents {
				lines = append(lines, document.Locator.Locate(document.Workload.At).Span.Line)
			}
			require.Equal(t, test.lines, lines)
		})
	}
}
