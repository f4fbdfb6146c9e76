package shellcheck_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/internal/shellcheckplayer"
	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerfile"
	"github.com/seaworthy-policy/seaworthy/pkg/shellcheck"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

func TestMain(m *testing.M) {
	if status, plays := shellcheckplayer.Play(); plays {
		os.Exit(status)
	}
	os.Exit(m.Run())
}

// ask reads a Dockerfile and asks the player about it.
func ask(t *testing.T, role, text string) (*input.Document, error) {
	t.Helper()
	t.Setenv(shellcheckplayer.Role, role)
	documents, _ := dockerfile.Parse(source.File{Path: "Dockerfile", Content: []byte(text)}, dockerfile.Options{})
	require.Len(t, documents, 1)
	program, err := os.Executable()
	require.NoError(t, err)
	return documents[0], shellcheck.New(program).Check(t.Context(), documents[0])
}

func TestProblemsHaveTheirPlaceInTheFile(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string // line:column-end and code
	}{
		{"a line", "FROM a\nRUN rm $x y\n", []string{"2:8-10 SC2086"}},
		{"a line that goes on", "FROM a\nRUN echo 1 \\\n# why\n  && rm $x y\n", []string{"4:9-11 SC2086"}},
		{"characters of several bytes", "FROM a\nRUN echo äö $x y\n", []string{"2:13-15 SC2086"}},
		{"a here-document", "FROM a\nRUN <<EOF\necho\nrm $x y\nEOF\n", []string{"4:4-6 SC2086"}},
		{"the declared shell", "FROM a\nSHELL [\"/bin/bash\", \"-c\"]\nRUN rm $x y\n", []string{"3:8-10 SC2086"}},
		{"the exec form", `FROM a` + "\n" + `RUN ["bash", "-ec", "rm $x y"]` + "\n", []string{"2:25-27 SC2086"}},
		{"the exec form with escapes", `FROM a` + "\n" + `RUN ["sh", "-c", "echo \"\"; rm $x y"]` + "\n", []string{"2:18-38 SC2086"}},
		{"the exec form without a shell", `FROM a` + "\n" + `RUN ["rm", "$x"]` + "\n", nil},
		{"a shell that ShellCheck does not know", "FROM a\nSHELL [\"powershell\", \"-command\"]\nRUN rm $x y\n", nil},
		{"two scripts", "FROM a\nRUN rm $x y\nRUN ls $y z\n", []string{"2:8-10 SC2086", "3:8-10 SC2086"}},
		{"behind ONBUILD", "FROM a\nONBUILD RUN rm $x y\n", []string{"2:16-18 SC2086"}},
		{"a variable that nothing declares", "FROM a\nRUN rm $unknown y\n", []string{"2:8-16 SC2154"}},
		{"a variable of ENV", "FROM a\nENV unknown=1\nRUN rm $unknown y\n", nil},
		{"a variable of ARG", "FROM a\nARG unknown\nRUN rm $unknown y\n", nil},
		{"a variable that every build has", "FROM a\nRUN rm \"$unset\" $http_proxy\n", []string{"2:17-28 SC2086"}},
		{"a directive of ShellCheck's own", "FROM a\n# shellcheck disable=SC2086\nRUN rm $x y\n", nil},
		{"nothing to report", "FROM a\nRUN true\n", nil},
		{"no script", "FROM a\n", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			document, err := ask(t, "well", test.text)
			require.NoError(t, err)
			var got []string
			for _, problem := range document.Dockerfile.Acts.ShellProblems {
				span := document.Locator.Locate(problem.At).Span
				require.True(t, strings.HasSuffix(problem.At, "/"+problem.Code))
				require.NotEmpty(t, problem.Level)
				require.False(t, strings.HasSuffix(problem.Message, "."))
				got = append(got, fmt.Sprintf("%d:%d-%d %s", span.Line, span.Column, span.EndColumn, problem.Code))
			}
			require.Equal(t, test.want, got)
		})
	}
}

func TestAProgramThatCannotBeAsked(t *testing.T) {
	const text = "FROM a\nRUN rm $x y\n"
	for _, test := range []struct{ role, want string }{
		{"broken", "ask shellcheck: exit status 3: no such option"},
		{"gibberish", "ask shellcheck: read its answer: unexpected end of JSON input"},
	} {
		t.Run(test.role, func(t *testing.T) {
			_, err := ask(t, test.role, text)
			require.ErrorContains(t, err, test.want)
		})
	}
	documents, _ := dockerfile.Parse(source.File{Path: "Dockerfile", Content: []byte(text)}, dockerfile.Options{})
	missing := shellcheck.New(filepath.Join(t.TempDir(), "shellcheck"))
	require.ErrorIs(t, missing.Check(t.Context(), documents[0]), os.ErrNotExist)
	done, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, missing.Check(done, documents[0]), context.Canceled)
}
