package dockerfile_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerfile"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

func TestUnknownSources(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string // kind and text
	}{
		{name: "an earlier stage", text: "FROM a AS x\nFROM b\nCOPY --from=X /a /b\nCOPY --from=0 /a /b\n"},
		{name: "a name that nothing has", text: "FROM a\nCOPY --from=x /a /b\n", want: []string{"name x"}},
		{name: "a later stage", text: "FROM a\nCOPY --from=x /a /b\nFROM b AS x\n", want: []string{"later x"}},
		{name: "the stage itself", text: "FROM a AS x\nCOPY --from=x /a /b\n", want: []string{"self x"}},
		{name: "the stage itself by its number", text: "FROM a\nCOPY --from=0 /a /b\n", want: []string{"self 0", "number 0"}},
		{name: "a number that no stage has", text: "FROM a\nCOPY --from=3 /a /b\n", want: []string{"number 3"}},
		{name: "images", text: "FROM a\nCOPY --from=nginx:1 /a /b\nCOPY --from=me/nginx /a /b\nCOPY --from=nginx@sha256:0123456789012345678901234567890123456789012345678901234567890123 /a /b\n"},
		{name: "a mount", text: "FROM a\nRUN --mount=type=bind,from=x,target=/x true\n", want: []string{"name x"}},
		{name: "a mount from a stage", text: "FROM a AS x\nFROM b\nRUN --mount=from=x,target=/x true\n"},
		{name: "a trigger is resolved where it runs", text: "FROM a\nONBUILD COPY --from=x /a /b\n"},
		{name: "a variable", text: "FROM a\nCOPY --from=$X /a /b\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var found []string
			for _, unknown := range read(t, test.text, dockerfile.Options{}).Dockerfile.UnknownSources {
				found = append(found, unknown.Kind+" "+unknown.Text)
			}
			require.Equal(t, test.want, found)
		})
	}
}

func TestStageUses(t *testing.T) {
	text := "FROM a AS Build\nFROM BUILD AS y\nCOPY --from=Build /a /b\nRUN --mount=type=bind,from=build,target=/x true\nCOPY --from=0 /a /b\n"
	document := read(t, text, dockerfile.Options{})
	stage := document.Dockerfile.Stages[0]
	require.Equal(t, "Build", textAt(text, document, stage.At+"/name"))
	var found []string
	for _, use := range stage.Uses {
		require.Equal(t, use.Text, textAt(text, document, use.At))
		found = append(found, use.Text)
	}
	require.Equal(t, []string{"BUILD", "Build", "build"}, found)
}

func TestUsedBy(t *testing.T) {
	for _, test := range []struct {
		name, text string
		used       bool
	}{
		{name: "a copy", text: "COPY --from=build-amd64 /a /b", used: true},
		{name: "a trigger", text: "ONBUILD COPY --from=build-amd64 /a /b", used: true},
		{name: "a name of which a variable hides the end", text: "FROM build-${TARGETARCH}", used: true},
		{name: "a name of which a variable hides the middle", text: "FROM b${TARGETOS}-amd64", used: true},
		{name: "a copy from a name that a variable hides", text: "COPY --from=$WHICH /a /b", used: true},
		{name: "a name that can't become it", text: "FROM test-${TARGETARCH}"},
		{name: "another stage", text: "COPY --from=x /a /b"},
	} {
		t.Run(test.name, func(t *testing.T) {
			document := read(t, "FROM a AS build-amd64\nFROM b AS y\n"+test.text+"\n", dockerfile.Options{})
			require.Equal(t, test.used, len(document.Dockerfile.Stages[0].UsedBy) > 0)
		})
	}
}

func TestPlatform(t *testing.T) {
	for _, test := range []struct{ name, text, kind, word string }{
		{name: "none", text: "FROM a"},
		{name: "a constant", text: "FROM --platform=linux/amd64 a", kind: "constant", word: "--platform=linux/amd64 "},
		{name: "a system alone", text: "FROM --platform=linux a", kind: "constant", word: "--platform=linux "},
		{name: "a stage that says its architecture", text: "FROM --platform=linux/amd64 a AS build-amd64", kind: "named", word: "--platform=linux/amd64 "},
		{name: "by another name", text: "FROM --platform=linux/x86_64 a AS build-amd64", kind: "named", word: "--platform=linux/x86_64 "},
		{name: "the target's", text: "FROM --platform=$TARGETPLATFORM a", kind: "target", word: "--platform=$TARGETPLATFORM "},
		{name: "the target's in braces", text: "FROM --platform=${TARGETPLATFORM}  a", kind: "target", word: "--platform=${TARGETPLATFORM}  "},
		{name: "the builder's", text: "FROM --platform=$BUILDPLATFORM a", kind: "variable", word: "--platform=$BUILDPLATFORM "},
		{name: "an argument", text: "ARG P=linux/amd64\nFROM --platform=$P a", kind: "variable", word: "--platform=$P "},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := test.text + "\n"
			document := read(t, text, dockerfile.Options{})
			stage := document.Dockerfile.Stages[0]
			require.Equal(t, test.kind, stage.Base.PlatformKind)
			if test.kind != "" {
				require.Equal(t, test.word, textAt(text, document, stage.At+"/platform/word"))
			}
		})
	}
}

func TestDestination(t *testing.T) {
	for _, test := range []struct {
		name, text, path string
		unanchored       bool
	}{
		{name: "absolute", text: "FROM a\nCOPY x /a/../b/", path: "/b"},
		{name: "below a WORKDIR", text: "FROM a\nWORKDIR /a\nCOPY x b", path: "/a/b"},
		{name: "below an inherited WORKDIR", text: "FROM a AS x\nWORKDIR /a\nFROM x\nCOPY x b", path: "/a/b"},
		{name: "below a WORKDIR that nobody knows", text: "FROM a\nWORKDIR $DIR\nCOPY x b"},
		{name: "below what the base image says", text: "FROM a\nCOPY x b", unanchored: true},
		{name: "scratch begins at the root", text: "FROM scratch\nCOPY x b", path: "/b"},
		{name: "a variable", text: "FROM a\nCOPY x $DIR"},
		{name: "a drive", text: "FROM a\nCOPY x C:", unanchored: false},
		{name: "a path of Windows", text: "FROM a\nCOPY x c:\\app\\x", unanchored: false},
	} {
		t.Run(test.name, func(t *testing.T) {
			copied := read(t, test.text+"\n", dockerfile.Options{}).Dockerfile.Instructions.Copy[0]
			require.Equal(t, test.path, copied.Destination.Path)
			require.Equal(t, test.unanchored, copied.Destination.Unanchored)
		})
	}
}

func TestTextOfADestination(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{name: "a word", text: "COPY a b c", want: "c"},
		{name: "in quotes", text: `COPY a b "c d"`, want: "c d"},
		{name: "in an array", text: `COPY ["a", "b", "c"]`, want: "c"},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := "FROM a\n" + test.text + "\n"
			document := read(t, text, dockerfile.Options{})
			require.Equal(t, test.want, textAt(text, document, document.Dockerfile.Instructions.Copy[0].Destination.At+"/text"))
		})
	}
}

func TestMountReach(t *testing.T) {
	for _, test := range []struct {
		name, mount, escapes string
		foreign              bool
	}{
		{name: "a cache", mount: "type=cache,target=/root/.cache"},
		{name: "a cache with an id", mount: "type=cache,id=a/../b,target=/x"},
		{name: "an id that leads out", mount: "type=cache,id=../../etc,target=/x", escapes: "id"},
		{name: "a source that leads out", mount: "type=bind,source=a/../../b,target=/x", escapes: "source"},
		{name: "a source from the root that leads out", mount: "type=bind,source=/../b,target=/x", escapes: "source"},
		{name: "a source inside", mount: "type=bind,source=a/../b,target=/x"},
		{name: "a target that leads out", mount: "type=bind,source=a,target=/../x", escapes: "target"},
		{name: "a target beside the working directory", mount: "type=bind,source=a,target=../x"},
		{name: "a target above the root", mount: "type=bind,source=a,target=../../x", escapes: "target"},
		{name: "a folder of a cache", mount: "type=cache,source=sub,target=/x", foreign: true},
		{name: "a folder of an image as a cache", mount: "type=cache,from=busybox:1,source=/bin,target=/x", foreign: true},
		{name: "a folder of a stage as a cache", mount: "type=cache,from=seed,source=/cache,target=/x"},
		{name: "all of a stage as a cache", mount: "type=cache,from=seed,source=/,target=/x"},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := "FROM a AS seed\nFROM b\nWORKDIR /app\nRUN --mount=" + test.mount + " true\n"
			mount := read(t, text, dockerfile.Options{}).Dockerfile.Instructions.Run[0].Mounts[0]
			require.Equal(t, test.escapes, mount.Escapes)
			require.Equal(t, test.foreign, mount.ForeignSource)
		})
	}
}

func TestGitSources(t *testing.T) {
	const commit = "0123456789012345678901234567890123456789"
	for _, test := range []struct {
		name, source string
		pinned       bool
	}{
		{name: "a branch", source: "https://example.com/a.git#main"},
		{name: "nothing", source: "git@example.com:a.git"},
		{name: "a commit", source: "https://example.com/a.git#" + commit, pinned: true},
		{name: "a commit and a folder", source: "https://example.com/a.git#" + commit + ":docs", pinned: true},
		{name: "a checksum in the query", source: "https://example.com/a.git?ref=main&checksum=" + commit, pinned: true},
		{name: "an address that is no repository", source: "https://example.com/a#" + commit},
	} {
		t.Run(test.name, func(t *testing.T) {
			added := read(t, "FROM a\nADD "+test.source+" /x\n", dockerfile.Options{}).Dockerfile.Instructions.Add[0]
			require.Equal(t, test.pinned, added.Sources[0].Pinned)
		})
	}
}

func TestBeforeFrom(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{name: "an ARG may stand there", text: "ARG A=1\nFROM a\nRUN x\n"},
		{name: "nothing else may", text: "LABEL a=b\nRUN x\nFROM a\nRUN y\n", want: []string{"LABEL", "RUN"}},
		{name: "a fragment has no FROM", text: "RUN x\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			documents, _ := dockerfile.Parse(source.File{Path: "Dockerfile", Content: []byte(test.text)}, dockerfile.Options{})
			var found []string
			for _, stray := range documents[0].Dockerfile.BeforeFrom {
				found = append(found, stray.Keyword)
			}
			require.Equal(t, test.want, found)
		})
	}
}

func TestFrontendNames(t *testing.T) {
	document := read(t, "# syntax=docker/dockerfile:1.15@sha256:0123456789012345678901234567890123456789012345678901234567890123\nFROM a\n", dockerfile.Options{})
	require.Equal(t, []string{"docker/dockerfile", "docker.io/docker/dockerfile"}, document.Dockerfile.Syntax.Names)
}
