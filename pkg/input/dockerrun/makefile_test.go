package dockerrun_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerrun"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// recipes are Makefiles, and the images that they run.
var recipes = []struct {
	name, content string
	images        []string
}{
	{"a recipe", "up:\n\tdocker run a\n", []string{"a"}},
	{"silent, and whatever happens", "up:\n\t@-docker run a\n", []string{"a"}},
	{"on the line of the target", "up: x y ; docker run a\n", []string{"a"}},
	{"several lines", "up:\n\tdocker run \\\n\t\t--rm \\\n\t\ta\n\tdocker run b\n", []string{"a", "b"}},
	{"a variable", "I := a\nup:\n\tdocker run $(I) ${I}\n", []string{"a"}},
	{"a variable in a variable", "T = 1\nI = a:$(T)\nD ?= docker\nup:\n\t$(D) run $(I)\n", []string{"a:1"}},
	{"the first default stands", "I ?= a\nI ?= b\nup:\n\tdocker run $(I)\n", []string{"a"}},
	{"options that grow", "O = --rm\nO += -it # both\nup:\n\tdocker run $(O) a\n", []string{"a"}},
	{"a value over two lines", "O = --rm \\\n  -it\nup:\n\tdocker run $(O) a\n", []string{"a"}},
	{"a value under a condition", "ifeq ($(X),1)\nI = a\nendif\nup:\n\tdocker run $(I)\n", []string{"${I}"}},
	{"a condition among recipes", "up:\nifdef X\n\tdocker run a\nendif\n", []string{"a"}},
	{"a value of one target", "up: I = a\nup:\n\tdocker run $(I)\n", []string{"${I}"}},
	{"a value that a program gives", "I != cat image\nup:\n\tdocker run $(I)\n", []string{"${I}"}},
	{"a variable that nobody sets", "up:\n\tdocker run $(IMAGE)\n", []string{"${IMAGE}"}},
	{"a variable of itself", "I = $(I)\nup:\n\tdocker run $(I)x\n", []string{"${I}x"}},
	{"the target's name", "up:\n\tdocker run a/$@\n", []string{"a/${make_automatic}"}},
	{"a function", "up:\n\tdocker run $(if $(X),-it) a:1\n", []string{"a:1"}},
	{"a variable of the shell", "up:\n\tI=a; docker run $$I\n", []string{"a"}},
	{"inside a substitution of make's", "up:\n\techo $(shell docker run a)\n", []string{"a"}},
	{"in quotes", "up:\n\tdocker run '$(IMAGE)'\n", []string{"${IMAGE}"}},
	{"another prefix", ".RECIPEPREFIX = >\nup:\n>docker run a\n", []string{"a"}},
	{"a definition is no recipe", "define X\n\tdocker run a\nendef\n", nil},
	{"a comment is none", "up:\n\t# docker run a\n# docker run b\n", nil},
	{"a variable alone is none", "X = docker run a\n", nil},
	{"other commands", "up:\n\tdocker build .\n\techo run\n", nil},
}

func TestMakefiles(t *testing.T) {
	for _, test := range recipes {
		t.Run(test.name, func(t *testing.T) {
			file := source.File{Path: "Makefile", Content: []byte(test.content)}
			require.Equal(t, len(test.images) > 0, dockerrun.RunsContainers(file))
			documents, problems := dockerrun.ParseMakefile(file)
			require.Empty(t, problems)
			var images []string
			for _, document := range documents {
				images = append(images, document.Workload.Containers[0].Image)
			}
			require.Equal(t, test.images, images)
		})
	}
}

func TestWhatMakeAloneKnowsIsNotBlamed(t *testing.T) {
	documents := parse("Makefile", "up:\n\tdocker run --privileged='$(P)' -u '$(USER)' $(OPTS) a\n")
	container := documents[0].Workload.Containers[0]
	require.Nil(t, container.Privileged)
	require.Nil(t, container.User)
	require.Subset(t, container.Unknown, []string{"privileged", "user", "seccomp"})
}

func TestVariablesCannotGrowWithoutEnd(t *testing.T) {
	var content strings.Builder
	content.WriteString("V0 = docker run a a a a a a a a a a\n")
	for i := range 15 {
		before, name := string(rune('0'+i)), string(rune('1'+i))
		content.WriteString("V" + name + " = " + strings.Repeat("$(V"+before+") ", 10) + "\n")
	}
	content.WriteString("up:\n" + strings.Repeat("\t$(V9)\n", 100))
	start := time.Now()
	parse("Makefile", content.String())
	require.Less(t, time.Since(start), 10*time.Second)
}

func TestNames(t *testing.T) {
	tests := []struct {
		name, path, content string
		shell, makefile     bool
	}{
		{name: "by its ending", path: "bin/run.SH", shell: true},
		{name: "by its first line", path: "bin/run", content: "#!/usr/bin/env bash\n", shell: true},
		{name: "another interpreter", path: "bin/run", content: "#!/usr/bin/env python3\n"},
		{name: "no first line", path: "bin/run", content: "docker run a"},
		{name: "a Makefile", path: "a/Makefile", makefile: true},
		{name: "a Makefile that is run", path: "GNUmakefile", content: "#!/bin/sh\n", makefile: true},
		{name: "a part of one", path: "docker.mk", makefile: true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.makefile, dockerrun.NamedMakefile(test.path))
			require.Equal(t, test.shell, dockerrun.IsShell(source.File{Path: test.path, Content: []byte(test.content)}))
		})
	}
}
