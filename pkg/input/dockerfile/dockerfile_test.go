package dockerfile_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerfile"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// read parses a Dockerfile that must be free of problems.
func read(t *testing.T, text string, options dockerfile.Options) *input.Document {
	t.Helper()
	documents, problems := dockerfile.Parse(source.File{Path: "Dockerfile", Content: []byte(text)}, options)
	require.Empty(t, problems)
	require.Len(t, documents, 1)
	return documents[0]
}

// textAt returns the part of the file that a place stands for.
func textAt(text string, document *input.Document, at string) string {
	lines := source.NewLines([]byte(text))
	span := document.Locator.Locate(at).Span
	return text[lines.Offset(span.Line, span.Column):lines.Offset(span.EndLine, span.EndColumn)]
}

func TestShippedStages(t *testing.T) {
	for _, test := range []struct {
		name, text, target string
		shipped            []int
		final              int
	}{
		{name: "the last stage is shipped", text: "FROM a AS x\nFROM b\n", shipped: []int{1}, final: 1},
		{name: "and what it is built from", text: "FROM a AS x\nFROM b AS y\nFROM X\n", shipped: []int{0, 2}, final: 2},
		{name: "a copy ships nothing", text: "FROM a AS x\nFROM b\nCOPY --from=x /a /b\n", shipped: []int{1}, final: 1},
		{name: "a target is shipped in place of the last", text: "FROM a AS x\nFROM b AS y\n", target: "x", shipped: []int{0}},
		{name: "a target may be a number", text: "FROM a AS x\nFROM b AS y\n", target: "0", shipped: []int{0}},
		{name: "a global argument may name the parent", text: "ARG B=x\nFROM a AS x\nFROM $B\n", shipped: []int{0, 1}, final: 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			document := read(t, test.text, dockerfile.Options{Target: test.target})
			var shipped []int
			for _, stage := range document.Dockerfile.Stages {
				if stage.Shipped {
					shipped = append(shipped, stage.Index)
				}
				require.Equal(t, stage.Index == test.final, stage.Target)
			}
			require.Equal(t, test.shipped, shipped)
		})
	}
}

func TestUser(t *testing.T) {
	for _, test := range []struct {
		name, text, user string
		root             bool
		state            input.State
		because          []string
		arguments        map[string]string
	}{
		{name: "a name", text: "FROM a\nUSER app\n", user: "app", state: input.Literal},
		{name: "root", text: "FROM a\nUSER root\n", user: "root", root: true, state: input.Literal},
		{name: "number nought with a group", text: "FROM a\nUSER 0:1000\n", user: "0:1000", root: true, state: input.Literal},
		{name: "quotes are not part of the name", text: "FROM a\nUSER \"root\"\n", user: "root", root: true, state: input.Literal},
		{name: "the last one counts", text: "FROM a\nUSER root\nUSER app\n", user: "app", state: input.Literal},
		{name: "it is inherited along FROM", text: "FROM a AS x\nUSER root\nFROM x\n", user: "root", root: true, state: input.Literal},
		{
			name: "an argument's default may be overridden", text: "FROM a\nARG U=root\nUSER $U\n", user: "root", root: true,
			state: input.Overridable, because: []string{"ARG U=root"},
		},
		{
			name: "a global default reaches the stage that declares it", text: "ARG U=root\nFROM a\nARG U\nUSER ${U}\n",
			user: "root", root: true, state: input.Overridable, because: []string{"ARG U=root"},
		},
		{name: "but no other", text: "ARG U=root\nFROM a\nUSER ${U}\n", user: "${U}", state: input.Unresolved},
		{
			name: "a variable of the environment is resolved", text: "FROM a\nENV U=app\nUSER $U\n", user: "app",
			state: input.Resolved, because: []string{"ENV U=app"},
		},
		{
			name: "the trail goes through all variables", text: "FROM a\nARG A=0\nENV U=$A\nUSER $U\n", user: "0", root: true,
			state: input.Overridable, because: []string{"ENV U=$A", "ARG A=0"},
		},
		{
			name: "a build argument resolves it", text: "FROM a\nARG U=root\nUSER $U\n", user: "app", state: input.Resolved,
			because: []string{"ARG U=root"}, arguments: map[string]string{"U": "app"},
		},
		{name: "an argument without default is unknown", text: "FROM a\nARG U\nUSER $U\n", user: "${U}", state: input.Unresolved, because: nil},
		{name: "a default in place", text: "FROM a\nUSER ${U:-root}\n", user: "root", root: true, state: input.Overridable},
		{name: "an argument never replaces the environment", text: "FROM a\nENV U=app\nARG U=root\nUSER $U\n", user: "app", state: input.Resolved, because: []string{"ENV U=app"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			document := read(t, test.text, dockerfile.Options{BuildArguments: test.arguments})
			stages := document.Dockerfile.Stages
			user := stages[len(stages)-1].Effective.User
			require.NotNil(t, user)
			require.Equal(t, test.user, user.Text)
			require.Equal(t, test.root, user.Root)
			require.Equal(t, test.state, user.State)
			var because []string
			for _, origin := range document.Locator.Locate(user.At).Because {
				because = append(because, origin.Text)
			}
			require.Equal(t, test.because, because)
		})
	}
}

func TestWorkdir(t *testing.T) {
	for _, test := range []struct{ name, text, kind, path string }{
		{name: "absolute", text: "WORKDIR /a", kind: "absolute", path: "/a"},
		{name: "relative to the one before", text: "WORKDIR /a\nWORKDIR b/../c", kind: "relative", path: "/a/c"},
		{name: "relative to nothing known", text: "WORKDIR b", kind: "relative"},
		{name: "a variable in the middle stays", text: "WORKDIR /proc/$P/x", kind: "absolute", path: "/proc/${P}/x"},
		{name: "a variable in front hides the kind", text: "WORKDIR $P/x", kind: "unknown"},
		{name: "a drive", text: `WORKDIR C:/app`, kind: "absolute", path: "C:/app"},
	} {
		t.Run(test.name, func(t *testing.T) {
			document := read(t, "FROM a\n"+test.text+"\n", dockerfile.Options{})
			workdir := document.Dockerfile.Stages[0].Effective.Workdir
			require.Equal(t, test.kind, workdir.Kind)
			require.Equal(t, test.path, workdir.Path)
		})
	}
}

func TestImages(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string // role and text
	}{
		{name: "a base", text: "FROM alpine:3\n", want: []string{"base alpine:3"}},
		{name: "a default is put in", text: "ARG T=3\nFROM alpine:$T\n", want: []string{"base alpine:3"}},
		{name: "an argument that nobody declares is empty", text: "FROM alpine$T\n", want: []string{"base alpine"}},
		{name: "an argument without a value too", text: "ARG T\nFROM alpine$T\n", want: []string{"base alpine"}},
		{name: "unless that leaves no usable name", text: "ARG T\nFROM alpine:$T\n", want: []string{"base alpine:${T}"}},
		{name: "nor does one that nobody declares", text: "FROM alpine@sha256:$T\n", want: []string{"base alpine@sha256:${T}"}},
		{name: "a gap that a script fills in is a variable", text: "FROM alpine:%%TAG%%\n", want: []string{"base alpine:${TAG}"}},
		{name: "a platform argument is not", text: "FROM alpine:$TARGETARCH\n", want: []string{"base alpine:${TARGETARCH}"}},
		{name: "a stage is no image", text: "FROM alpine:3 AS x\nFROM x\nCOPY --from=x a b\nCOPY --from=0 a b\n", want: []string{"base alpine:3"}},
		{name: "scratch is none either", text: "FROM scratch\n"},
		{name: "copies and mounts", text: "FROM scratch\nCOPY --from=busybox /a /b\nRUN --mount=from=golang:1,target=/x true\n", want: []string{"copy busybox", "mount golang:1"}},
		{name: "the frontend", text: "# syntax=docker/dockerfile:1\nFROM scratch\n", want: []string{"frontend docker/dockerfile:1"}},
		{name: "a stage that copies from itself", text: "FROM scratch AS x\nCOPY --from=x a b\n"},
		{name: "a name that only a later stage has is no image: the build fails", text: "FROM scratch\nCOPY --from=x a b\nFROM scratch AS x\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			document := read(t, test.text, dockerfile.Options{})
			var images []string
			if document.Reference != nil {
				for _, image := range document.Reference.Images {
					images = append(images, image.Role+" "+image.Text)
				}
			}
			require.Equal(t, test.want, images)
		})
	}
}

func TestCommands(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string // the text of each apt-get or apk command in the file
	}{
		{name: "in a list", text: "RUN apt-get update && apt-get install -y git\n", want: []string{"apt-get update", "apt-get install -y git"}},
		{
			name: "over several lines with comments between", text: "RUN apt-get update && \\\n  # why\n\n  apt-get install -y \\\n    git\n",
			want: []string{"apt-get update", "apt-get install -y \\\n    git"},
		},
		{name: "in a heredoc", text: "RUN <<EOF\napk add git\nEOF\n", want: []string{"apk add git"}},
		{name: "in a heredoc without its tabs", text: "RUN <<-EOF\n\tapk add git\n\tEOF\n", want: []string{"apk add git"}},
		{name: "in a heredoc for a shell", text: "RUN bash -e <<EOF\napk add git\nEOF\n", want: []string{"apk add git"}},
		{name: "not in a heredoc for another program", text: "RUN python3 <<EOF\napk = add\nEOF\n"},
		{name: "not in a script of another language", text: "RUN <<EOF\n#!/usr/bin/env python3\napk = 1\nEOF\n"},
		{name: "in the exec form", text: "RUN [\"apt-get\", \"update\"]\n", want: []string{`"apt-get", "update"`}},
		{name: "in a shell of the exec form", text: "RUN [\"sh\", \"-c\", \"apk add 'git'\"]\n", want: []string{"apk add 'git'"}},
		{name: "behind ONBUILD", text: "ONBUILD RUN true && apk add git\n", want: []string{"apk add git"}},
		{name: "behind mounts", text: "RUN --mount=type=cache,target=/x \\\n  apk add git\n", want: []string{"apk add git"}},
		{name: "behind characters of several bytes", text: "RUN echo äöü € && apk add git\n", want: []string{"apk add git"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			for ending, text := range map[string]string{
				"LF": "FROM a\n" + test.text, "CRLF": strings.ReplaceAll("FROM a\n"+test.text, "\n", "\r\n"),
				"BOM": "\uFEFFFROM a\n" + test.text,
			} {
				document := read(t, text, dockerfile.Options{})
				var found []string
				for _, program := range []string{"apt-get", "apk"} {
					for _, command := range document.Dockerfile.Commands[program] {
						found = append(found, strings.ReplaceAll(textAt(text, document, command.At), "\r\n", "\n"))
					}
				}
				require.Equal(t, test.want, found, ending)
			}
		})
	}
}

func TestEscapeDirective(t *testing.T) {
	text := "# escape=`\nFROM a\nSHELL [\"powershell\", \"-command\"]\nRUN apk add `\n  x\nWORKDIR C:\\app\\x\n"
	document := read(t, text, dockerfile.Options{})
	require.Equal(t, "`", document.Dockerfile.Escape)
	require.Equal(t, "powershell", document.Dockerfile.Instructions.Run[0].Dialect)
	require.Empty(t, document.Dockerfile.Commands)
	require.Equal(t, `C:\app\x`, document.Dockerfile.Instructions.Workdir[0].Text)
}

func TestCopySources(t *testing.T) {
	for kind, sources := range map[string][]string{
		"path":    {"file", "./src/", "file.zip", "a/${UNKNOWN}/b", "dir/."},
		"context": {".", "./", "/"},
		"archive": {"a.tar", "a.tar.gz", "a.tgz", "a.tar.xz", `"b.tar.bz2"`, "a-${V}.tar.zst"},
		"url":     {"https://example.org/a", "http://example.org/a.tar.gz"},
		"git":     {"https://example.org/a.git#v1", "git@example.org:a.git"},
		"heredoc": {"<<EOF"},
		"unknown": {"$FILE", "pkg-${FILE}"},
	} {
		for _, text := range sources {
			t.Run(kind+" "+text, func(t *testing.T) {
				file := "FROM a\nADD " + text + " /x/\n"
				if kind == "heredoc" {
					file += "EOF\n"
				}
				document := read(t, file, dockerfile.Options{})
				require.Equal(t, kind, document.Dockerfile.Instructions.Add[0].Sources[0].Kind)
				require.Equal(t, text, textAt(file, document, document.Dockerfile.Instructions.Add[0].Sources[0].At))
			})
		}
	}
}

func TestSupersededInstructions(t *testing.T) {
	document := read(t, "FROM a\nCMD one\nCMD [\"two\"]\nONBUILD CMD three\nFROM b\nCMD four\n", dockerfile.Options{})
	var superseded []bool
	for _, start := range document.Dockerfile.Instructions.Cmd {
		superseded = append(superseded, start.Superseded)
	}
	require.Equal(t, []bool{true, false, false, false}, superseded)
}

func TestPipefail(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       bool
	}{
		{name: "not by itself", text: "RUN a | b\n"},
		{name: "set in the script", text: "RUN set -o pipefail; a | b\n", want: true},
		{name: "by SHELL", text: "SHELL [\"/bin/bash\", \"-eo\", \"pipefail\", \"-c\"]\nRUN a | b\n", want: true},
		{name: "by a SHELL that need not know it", text: "SHELL [\"/bin/sh\", \"-o\", \"pipefail\", \"-c\"]\nRUN a | b\n"},
		{name: "SHELL again takes it back", text: "SHELL [\"bash\", \"-o\", \"pipefail\", \"-c\"]\nSHELL [\"bash\", \"-c\"]\nRUN a | b\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			document := read(t, "FROM a\n"+test.text, dockerfile.Options{})
			pipelines := document.Dockerfile.Instructions.Run[0].Pipelines
			require.Len(t, pipelines, 1)
			require.Equal(t, test.want, pipelines[0].Pipefail)
			require.Equal(t, []string{"a", "b"}, pipelines[0].Programs)
		})
	}
}
