package dockerfile_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerfile"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

func TestProblems(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string // place and message
		users      int      // USER instructions that are read all the same
	}{
		{name: "a word that is no instruction", text: "FROM a\n  FOO bar\nUSER x\n", want: []string{"2:3 unknown instruction: FOO (did you mean FROM?)"}, users: 1},
		{name: "two mistakes", text: "FROM a\nENV\nUSER x\nEXPOSE\n", want: []string{"2:1 ENV requires at least one argument", "4:1 EXPOSE requires at least one argument"}, users: 1},
		{name: "a mistake that stops the parser", text: "FROM a\nUSER x\nENV a b=c d\nENV x=1 y\nUSER y\n", want: []string{"4:1 Syntax error - can't find = in \"y\". Must be of the form: name=value"}, users: 2},
		{name: "a heredoc without end", text: "FROM a\nUSER x\nRUN <<EOF\nfoo\n", want: []string{"3:1 unterminated heredoc"}, users: 1},
		{name: "nothing at all", text: "", want: []string{"1:1 file with no instructions"}},
		{name: "only comments", text: "# foo\n\n", want: []string{"2:1 file with no instructions"}},
		{name: "no stage", text: "ARG a\n", want: []string{"1:1 dockerfile contains no stages to build"}},
		{name: "a piece of a Dockerfile", text: "RUN a\nUSER x\n", want: []string{"1:1 no build stage in current context"}, users: 1},
		{name: "a directive twice", text: "# escape=`\n# escape=`\nFROM a\nUSER x\n", want: []string{"2:1 only one escape parser directive can be used"}, users: 1},
		{name: "behind a check directive", text: "# check=skip=all\nFROM a\nFOO\nUSER x\n", want: []string{"3:1 unknown instruction: FOO (did you mean FROM?)"}, users: 1},
		{name: "a trigger that may not be", text: "FROM a\nONBUILD FROM b\nUSER x\n", want: []string{"2:1 FROM isn't allowed as an ONBUILD trigger"}, users: 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			documents, problems := dockerfile.Parse(source.File{Path: "Dockerfile", Content: []byte(test.text)}, dockerfile.Options{})
			var found []string
			for _, problem := range problems {
				found = append(found, problem.Span.String()+" "+problem.Message)
			}
			require.Equal(t, test.want, found)
			users := 0
			for _, document := range documents {
				users += len(document.Dockerfile.Instructions.User)
			}
			require.Equal(t, test.users, users)
		})
	}
}

func TestUnknownTarget(t *testing.T) {
	_, problems := dockerfile.Parse(source.File{Content: []byte("FROM a\n")}, dockerfile.Options{Target: "x"})
	require.Len(t, problems, 1)
	require.Equal(t, `target stage "x" could not be found`, problems[0].Message)
}

func TestTemplatesAreToldFromBrokenFiles(t *testing.T) {
	for name, text := range map[string]string{
		"a block around instructions": "{{ if x }}\nFROM a\n{{ end }}\n",
		"a base to be filled in":      "FROM {{ .Base }}\nUSER x\n",
	} {
		t.Run(name, func(t *testing.T) {
			documents, problems := dockerfile.Parse(source.File{Content: []byte(text)}, dockerfile.Options{})
			require.Empty(t, documents)
			require.Len(t, problems, 1)
			require.True(t, problems[0].Template)
		})
	}
	t.Run("a format string is no template", func(t *testing.T) {
		documents, problems := dockerfile.Parse(source.File{Content: []byte("FROM a\nRUN go list -f '{{ .Dir }}'\n")}, dockerfile.Options{})
		require.Len(t, documents, 1)
		require.Empty(t, problems)
	})
}

func TestNamed(t *testing.T) {
	for path, want := range map[string]bool{
		"Dockerfile": true, "a/b/dockerfile": true, "Containerfile": true, "api.Dockerfile": true, "x.containerfile": true,
		"Dockerfile.dev": false, "dockerfiles": false, "MyDockerfile": false,
	} {
		t.Run(path, func(t *testing.T) { require.Equal(t, want, dockerfile.Named(path)) })
	}
}

func TestMayBe(t *testing.T) {
	for path, want := range map[string]bool{
		"Dockerfile": true, "Dockerfile.dev": true, "Dockerfile-alpine": true, "Dockerfile_test": true,
		"Dockerfile.3.12": true, "dockerfile.rego": true, "jammy.Dockerfile.amd64": true, "Dockerfile2": true, "Dockerfile2.arm": true,
		"api.Dockerfile.md": false, "Dockerfiles2go": false,
		"Dockerfile.md": false, "Dockerfile.j2": false, "Dockerfile.dockerignore": false, "dockerfiles": false,
		"dockerfile.go": false, "docker-compose.yml": false, "MyDockerfile": false,
	} {
		t.Run(path, func(t *testing.T) { require.Equal(t, want, dockerfile.MayBe(path)) })
	}
}

func TestRecognise(t *testing.T) {
	for text, want := range map[string]bool{
		"FROM alpine\n": true, "# syntax=x\n\n\tfrom alpine": true, "ARG x\nFROM a": true, "\uFEFFFROM a": true,
		"from: me\n": false, "RUN x\n": false, "": false, "kind: Pod\nFROM x\n": false, "# FROM a\n": false,
	} {
		t.Run(text, func(t *testing.T) { require.Equal(t, want, dockerfile.Recognise([]byte(text))) })
	}
}
