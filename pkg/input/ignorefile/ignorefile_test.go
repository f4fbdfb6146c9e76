package ignorefile_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/ignorefile"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

func parse(t *testing.T, text string) *input.IgnoreFile {
	t.Helper()
	documents, problems := ignorefile.Parse(source.File{Path: ".dockerignore", Content: []byte(text)})
	require.Empty(t, problems)
	require.Len(t, documents, 1)
	return documents[0].IgnoreFile
}

func TestNamed(t *testing.T) {
	for path, want := range map[string]bool{
		".dockerignore": true, "a/.containerignore": true, "api.Dockerfile.dockerignore": true, "Dockerfile.dockerignore": true,
		".gitignore": false, "dockerignore": false, ".dockerignore.bak": false,
	} {
		require.Equal(t, want, ignorefile.Named(path), path)
	}
}

func TestExclude(t *testing.T) {
	cases := []struct {
		name, text, path string
		want             bool
	}{
		{"a name at the top", ".env", ".env", true},
		{"a name counts from the top", ".env", "api/.env", false},
		{"at every depth", "**/.env", "api/.env", true},
		{"every depth has the top", "**/.env", ".env", true},
		{"a folder and all in it", ".git", ".git/HEAD", true},
		{"a slash in front means nothing", "/.env", ".env", true},
		{"a slash behind means nothing", ".git/", ".git/HEAD", true},
		{"a star stays in its folder", "*.pem", "tls/a.pem", false},
		{"everything but", "*\n!src", "src/main.go", false},
		{"everything but, for the rest", "*\n!src", ".env", true},
		{"the last pattern decides", "!.env\n.env", ".env", true},
		{"a negation behind", ".env\n!.env", ".env", false},
		{"a negation inside of a folder", "config\n!config/app.yaml", "config/app.yaml", false},
		{"a comment", "# .env", ".env", false},
		{"a comment behind a pattern", ".env # local", ".env", false},
		{"blanks around a pattern", "  .env\t", ".env", true},
		{"line endings of Windows", "a\r\n.env\r\n", ".env", true},
		{"a byte order mark", "\uFEFF.env", ".env", true},
		{"dots in a path", "./a/../.env", ".env", true},
		{"nothing", "", ".env", false},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			patterns, err := ignorefile.Read([]byte(tc.text))
			require.NoError(t, err)
			require.Equal(t, tc.want, patterns.Exclude(tc.path))
		})
	}
}

func TestPatterns(t *testing.T) {
	facet := parse(t, "# kept out\n.git\n\n  *.pem\n!server.pem\ndist # built\n**/.env\n!**/.env.example\n")
	var lines []string
	for _, p := range facet.Patterns {
		lines = append(lines, strings.Join([]string{p.At, p.Text, p.Comment, p.Nested, strings.Join(p.Reincluded, ",")}, "|"))
	}
	require.Equal(t, []string{
		"lines/2|.git|||",
		"lines/4|*.pem||service/server.pem|",
		"lines/5|!server.pem|||server.pem",
		"lines/6|dist # built|# built||",
		"lines/7|**/.env|||",
		"lines/8|!**/.env.example|||",
	}, lines)
}

func TestReincluded(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"a file by its name", "**/*.key\n!deploy/prod.key", "deploy/prod.key"},
		{"by a wildcard", "**/*.key\n!*.key", "server.key"},
		{"everything", "*\n!*", ".env"},
		{"kept out again", ".env\n!.env\n.env", ""},
		{"never kept out", "!.env", ""},
		{"a public certificate", "**/*.pem\n!ca.pem", ""},
		{"sources", "*\n!src", ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			var found []string
			for _, p := range parse(t, tc.text).Patterns {
				found = append(found, p.Reincluded...)
			}
			if tc.want == "" {
				require.Empty(t, found)
			} else {
				require.Contains(t, found, tc.want)
			}
		})
	}
}

func TestIncluded(t *testing.T) {
	empty := parse(t, "")
	require.Equal(t, []string{".git"}, empty.Included.Histories)
	require.Equal(t, []string{".env", ".env.local", ".env.production"}, empty.Included.Environments)
	require.Contains(t, empty.Included.Dependencies, "node_modules")

	all := parse(t, "**")
	require.Zero(t, all.Included)
	require.Equal(t, []string{".env.local", ".env.production"}, parse(t, "*\n!.env.*").Included.Environments)
}

func TestABrokenPatternIsAProblem(t *testing.T) {
	documents, problems := ignorefile.Parse(source.File{Path: ".dockerignore", Content: []byte(".git\n  a[\n.env\n")})
	require.Len(t, problems, 1)
	require.Equal(t, source.Span{Line: 2, Column: 3, EndLine: 2, EndColumn: 5}, problems[0].Span)
	require.Len(t, documents[0].IgnoreFile.Patterns, 2)
	_, err := ignorefile.Read([]byte("a["))
	require.Error(t, err)
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(".git\n!**/.env # x\r\n[a-\n\\"))
	f.Add([]byte("\uFEFF*\n!src/**\n  /a/../b/ \n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		documents, problems := ignorefile.Parse(source.File{Path: ".dockerignore", Content: content})
		lines := source.NewLines(content)
		whole := lines.Span(0, len(content))
		for _, problem := range problems {
			require.True(t, whole.Contains(problem.Span))
		}
		for _, p := range documents[0].IgnoreFile.Patterns {
			require.True(t, whole.Contains(documents[0].Locator.Locate(p.At).Span))
		}
	})
}
