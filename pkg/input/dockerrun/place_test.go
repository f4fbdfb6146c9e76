package dockerrun_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerrun"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// shown returns the text that stands at a place of a document.
func shown(content string, document *input.Document, at string) string {
	lines := source.NewLines([]byte(content))
	span := document.Locator.Locate(at).Span
	return content[lines.Offset(span.Line, span.Column):lines.Offset(span.EndLine, span.EndColumn)]
}

func TestPlaces(t *testing.T) {
	const shell = "#!/bin/sh\nSOCKET=/var/run/docker.sock\nsudo docker run -d --privileged \\\n  -v \"$SOCKET:/s\" --cap-add=SYS_ADMIN \\\n  nginx sh -c x\n"
	const makefile = "IMAGE = nginx\nRUN = docker run --read-only\nup: all ; @$(RUN) --privileged $(IMAGE)\n\t-docker run \\\n\t  -u root $(IMAGE)\n"
	tests := []struct {
		name, path, content string
		document            int
		at, want            string
	}{
		{"the command", "a.sh", shell, 0, "commands/0", "docker run"},
		{"a flag", "a.sh", shell, 0, "commands/0/privileged", "--privileged"},
		{"a flag and its value", "a.sh", shell, 0, "commands/0/mounts/0", `-v "$SOCKET:/s"`},
		{"a list", "a.sh", shell, 0, "commands/0/capabilities/add/0", "--cap-add=SYS_ADMIN"},
		{"what is not there", "a.sh", shell, 0, "commands/0/capabilities/drop", "--cap-add=SYS_ADMIN"},
		{"what is nowhere", "a.sh", shell, 0, "commands/0/read_only_root", "docker run"},
		{"the image", "a.sh", shell, 0, "commands/0/image", "nginx"},
		{"a command in a variable of make", "Makefile", makefile, 0, "commands/0", "$(RUN)"},
		{"a flag in a variable of make", "Makefile", makefile, 0, "commands/0/read_only_root", "$(RUN)"},
		{"a flag behind a variable of make", "Makefile", makefile, 0, "commands/0/privileged", "--privileged"},
		{"an image in a variable of make", "Makefile", makefile, 0, "commands/0/image", "$(IMAGE)"},
		{"a line that goes on", "Makefile", makefile, 1, "commands/1/user", "-u root"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			documents := parse(test.path, test.content)
			require.Equal(t, test.want, shown(test.content, documents[test.document], test.at))
		})
	}
}

func parse(path, content string) []*input.Document {
	file := source.File{Path: path, Content: []byte(content)}
	if dockerrun.NamedMakefile(path) {
		documents, _ := dockerrun.ParseMakefile(file)
		return documents
	}
	documents, _ := dockerrun.ParseShell(file)
	return documents
}

func TestNodesAreNamedByWhatTheySay(t *testing.T) {
	const before, after = "docker run -v /a:/a -v /b:/b nginx\n", "echo\ndocker run -v /b:/b nginx\n"
	old, moved := parse("a.sh", before)[0], parse("a.sh", after)[0]
	require.Equal(t, old.Locator.Locate("commands/0/mounts/1").Node, moved.Locator.Locate("commands/0/mounts/0").Node)
}

func TestProblems(t *testing.T) {
	tests := []struct{ name, content, want string }{
		{"a script that is one", "docker run a", ""},
		{"a script that breaks off", "docker run a\nif true; then\n", "invalid script: "},
		{"a template", "docker run {{ image }}\nif {{ x }\n(", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			documents, problems := dockerrun.ParseShell(script(test.content))
			require.Len(t, documents, 1)
			require.Equal(t, test.want != "", len(problems) > 0)
			for _, problem := range problems {
				require.True(t, strings.HasPrefix(problem.Message, test.want), problem.Message)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, test := range options {
		f.Add("docker run "+test.flags+" nginx\ndocker exec "+test.flags+" web", true)
	}
	for _, test := range recipes {
		f.Add(test.content, false)
	}
	f.Fuzz(func(t *testing.T, content string, shell bool) {
		path := "Makefile"
		if shell {
			path = "a.sh"
		}
		lines := source.NewLines([]byte(content))
		for _, document := range parse(path, content) {
			places, ok := document.Locator.(input.Places)
			require.True(t, ok)
			for at, location := range places {
				require.LessOrEqual(t, location.Span.EndLine, lines.Count(), at)
				require.Positive(t, location.Span.Line, at)
				require.False(t, location.Span.EndLine < location.Span.Line, at)
			}
		}
	})
}
