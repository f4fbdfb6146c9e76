package dockerfile_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerfile"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

func TestKeywordCasing(t *testing.T) {
	for _, test := range []struct {
		name, text string
		wrong      []string // the keyword in the file, and what it should be
	}{
		{name: "all are in upper case", text: "FROM a\nRUN b\n"},
		{name: "all are in lower case", text: "from a\nrun b\n"},
		{name: "one of three is in lower case", text: "FROM a\nrun b\nRUN c\n", wrong: []string{"run RUN"}},
		{name: "one of three is in upper case", text: "from a\nrun b\nRUN c\n", wrong: []string{"RUN run"}},
		{name: "upper case wins a draw", text: "FROM a\nrun b\n", wrong: []string{"run RUN"}},
		{name: "one that mixes cases has no vote", text: "from a\nRun b\nCmd c\n", wrong: []string{"Run run", "Cmd cmd"}},
		{name: "an argument above the first stage counts", text: "arg A\nFROM a\nRUN c\n", wrong: []string{"arg ARG"}},
		{name: "and so does what stands behind ONBUILD", text: "FROM a\nONBUILD run b\n", wrong: []string{"run RUN"}},
		{name: "what begins a line of a heredoc is no keyword", text: "FROM a\nRUN <<E\ncopy b\nE\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			document := read(t, test.text, dockerfile.Options{})
			var wrong []string
			for _, found := range document.Dockerfile.Style.MiscasedKeywords {
				require.Equal(t, found.Text, textAt(test.text, document, found.At))
				wrong = append(wrong, found.Text+" "+found.Wanted)
			}
			require.Equal(t, test.wrong, wrong)
		})
	}
}

func TestAsCasing(t *testing.T) {
	for _, test := range []struct{ name, text, wanted string }{
		{"both in upper case", "FROM a AS b\n", ""},
		{"both in lower case", "from a as b\n", ""},
		{"as in lower case", "FROM a as b\n", "AS"},
		{"as in upper case", "from a AS b\n", "as"},
		{"as in mixed case", "FROM a As b\n", "AS"},
		{"a FROM that mixes cases sets no example", "From a as b\n", ""},
		{"an image called as", "FROM as\n", ""},
		{"a platform in front", "FROM --platform=linux/arm64 a as b\n", "AS"},
	} {
		t.Run(test.name, func(t *testing.T) {
			document := read(t, test.text, dockerfile.Options{})
			if test.wanted == "" {
				require.Empty(t, document.Dockerfile.Style.MiscasedAs)
				return
			}
			found := document.Dockerfile.Style.MiscasedAs
			require.Len(t, found, 1)
			require.Equal(t, test.wanted, found[0].Wanted)
			require.Equal(t, found[0].Text, textAt(test.text, document, found[0].At))
		})
	}
}

func TestEmptyContinuations(t *testing.T) {
	for _, test := range []struct {
		name, text string
		lines      []int
	}{
		{name: "an empty line", text: "FROM a\nRUN b \\\n\n  c\n", lines: []int{3}},
		{name: "a line of blanks", text: "FROM a\nRUN b \\\n \t\n  c\n", lines: []int{3}},
		{name: "several", text: "FROM a\nRUN b \\\n\n\n c \\\n\n d\n", lines: []int{3, 4, 6}},
		{name: "line endings of Windows", text: "FROM a\r\nRUN b \\\r\n\r\n c\r\n", lines: []int{3}},
		{name: "at the end of the file", text: "FROM a\nRUN b \\\n\n", lines: []int{3}},
		{name: "a comment is no empty line", text: "FROM a\nRUN b \\\n# c\n  d\n"},
		{name: "neither is one in a heredoc", text: "FROM a\nRUN <<E\nb\n\nc\nE\n"},
		{name: "nor one between instructions", text: "FROM a\n\nRUN b\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			document := read(t, test.text, dockerfile.Options{})
			var lines []int
			for _, found := range document.Dockerfile.Style.EmptyContinuations {
				require.Equal(t, found.Lines[0], found.At)
				for _, at := range found.Lines {
					require.Empty(t, strings.TrimSpace(textAt(test.text, document, at)))
					lines = append(lines, document.Locator.Locate(at).Span.Line)
				}
			}
			require.Equal(t, test.lines, lines)
		})
	}
}

func TestTrailingComments(t *testing.T) {
	for _, test := range []struct {
		name, text, comment string
		exec                bool
	}{
		{name: "behind ports", text: "EXPOSE 80 # web", comment: "# web"},
		{name: "behind sources", text: "COPY a b # c d", comment: "# c d"},
		{name: "without a blank", text: "USER app #x", comment: "#x"},
		{name: "behind a path", text: "WORKDIR /srv  # x ", comment: "# x"},
		{name: "behind a value in the old form", text: "ENV A b # c", comment: "# c"},
		{name: "behind a default", text: "ARG A=b # c", comment: "# c"},
		{name: "behind the exec form", text: `CMD ["a", "b"] # c`, comment: "# c", exec: true},
		{name: "in a script", text: "RUN a # b"},
		{name: "in a command line", text: "CMD a # b"},
		{name: "behind a test in brackets", text: "RUN [ -e a ] # b"},
		{name: "in quotes", text: `LABEL a="b # c"`},
		{name: "a value that begins with a hash", text: "ENV COLOUR #fff"},
		{name: "a number in a sentence", text: "LABEL motto the #1 greeter"},
		{name: "a hash inside a word", text: "COPY a#b c#"},
		{name: "a file that begins with a hash", text: "COPY #a /b"},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := "FROM a\n" + test.text + "\n"
			document := read(t, text, dockerfile.Options{})
			found := document.Dockerfile.Style.TrailingComments
			if test.comment == "" {
				require.Empty(t, found)
				return
			}
			require.Len(t, found, 1)
			require.Equal(t, test.exec, found[0].Exec)
			require.Equal(t, test.comment, textAt(text, document, found[0].At))
			require.Equal(t, test.comment, strings.TrimSpace(textAt(text, document, found[0].Gap)))
		})
	}
}

func TestMisnamedDescriptions(t *testing.T) {
	for _, test := range []struct{ name, text, comment string }{
		{"a stage's name", "# base is\nFROM a AS base\n", ""},
		{"another name", "# basis is\nFROM a AS base\n", "# basis is"},
		{"another case", "# BASE is\nFROM a AS base\n", "# BASE is"},
		{"an argument's name", "# A is\nARG A=1\nFROM a\n", ""},
		{"another than the argument's", "# it is\nARG A=1\nFROM a\n", "# it is"},
		{"the second of several", "FROM a\n# B is\nARG A B\n", ""},
		{"only the last line counts", "# A is\n# the first\nARG A\nFROM a\n", "# the first"},
		{"an empty line between", "# it is\n\nARG A=1\nFROM a\n", ""},
		{"an empty comment between", "# it is\n#\nARG A=1\nFROM a\n", ""},
		{"a stage without a name", "# it is\nFROM a\n", ""},
		{"another instruction", "FROM a\n# it is\nRUN b\n", ""},
		{"a comment for a checker", "FROM a\n# hadolint ignore=DL3000\nARG A\n", ""},
		{"a parser directive", "# syntax=docker/dockerfile:1\nARG A=1\nFROM a\n", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			document := read(t, test.text, dockerfile.Options{})
			found := document.Dockerfile.Style.MisnamedDescriptions
			if test.comment == "" {
				require.Empty(t, found)
				return
			}
			require.Len(t, found, 1)
			require.Equal(t, test.comment, textAt(test.text, document, found[0].At))
		})
	}
}

func TestSuppressions(t *testing.T) {
	for _, test := range []struct {
		name, text string
		tools      []string
	}{
		{name: "of hadolint", text: "FROM a\n# hadolint ignore=DL3000,DL3001\nRUN b\n", tools: []string{"hadolint"}},
		{name: "of hadolint for a file", text: "# hadolint global ignore=DL3000\nFROM a\n", tools: []string{"hadolint"}},
		{name: "of BuildKit", text: "#check=error=true;skip=all\nFROM a\n", tools: []string{"BuildKit"}},
		{name: "of several", text: "FROM a\n#trivy:ignore:DS-0001\n# seaworthy:ignore x -- y\nRUN b\n", tools: []string{"Trivy", "seaworthy"}},
		{name: "of Checkov within an instruction", text: "FROM a\nRUN b \\\n  # checkov:skip=CKV_1: c\n  d\n", tools: []string{"Checkov"}},
		{name: "other directives for a checker", text: "# check=error=true\nFROM a\n# hadolint shell=bash\nRUN b\n"},
		{name: "a line of a heredoc", text: "FROM a\nRUN <<E\n# hadolint ignore=DL3000\nE\n"},
		{name: "a word in a sentence", text: "FROM a\n# we used hadolint ignore=DL3000 here\nRUN b\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			document := read(t, test.text, dockerfile.Options{})
			var tools []string
			for _, found := range document.Dockerfile.Style.Suppressions {
				require.True(t, strings.HasPrefix(textAt(test.text, document, found.At), "#"))
				tools = append(tools, found.Tool)
			}
			require.Equal(t, test.tools, tools)
		})
	}
}

func TestConsecutiveRuns(t *testing.T) {
	for _, test := range []struct {
		name, text string
		found      int
	}{
		{"two commands", "RUN a\nRUN b", 1},
		{"three", "RUN a\nRUN b\nRUN c", 2},
		{"a comment between", "RUN a\n# c\nRUN b", 1},
		{"behind sudo", "RUN sudo a\nRUN sudo b", 1},
		{"a substitution", "RUN a $(b)\nRUN c", 1},
		{"the same flags", "RUN --network=none a\nRUN --network=none b", 1},
		{"triggers", "ONBUILD RUN a\nONBUILD RUN b", 1},
		{"other flags", "RUN --network=none a\nRUN b", 0},
		{"an instruction between", "RUN a\nWORKDIR /b\nRUN c", 0},
		{"a stage between", "RUN a\nFROM b\nRUN c", 0},
		{"a trigger between", "RUN a\nONBUILD RUN b\nRUN c", 0},
		{"a list of commands", "RUN a && b\nRUN c", 0},
		{"a pipe", "RUN a | b\nRUN c", 0},
		{"a loop", "RUN for i in 1 2; do a $i; done\nRUN c", 0},
		{"a heredoc", "RUN <<E\na\nE\nRUN c", 0},
		{"the exec form", `RUN ["a"]` + "\n" + `RUN ["b"]`, 0},
		{"another shell", "SHELL [\"pwsh\", \"-c\"]\nRUN a\nRUN b", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			document := read(t, "FROM a\n"+test.text+"\n", dockerfile.Options{})
			require.Len(t, document.Dockerfile.Style.ConsecutiveRuns, test.found)
		})
	}
}

func TestForbiddenTriggers(t *testing.T) {
	text := "FROM a\nONBUILD ONBUILD RUN b\nONBUILD from c\nONBUILD RUN d\n"
	documents, problems := dockerfile.Parse(source.File{Path: "Dockerfile", Content: []byte(text)}, dockerfile.Options{})
	require.Len(t, problems, 2, "the builder refuses them as well")
	found := documents[0].Dockerfile.ForbiddenTriggers
	require.Len(t, found, 2)
	require.Equal(t, "ONBUILD", found[0].Keyword)
	require.Equal(t, "ONBUILD ONBUILD RUN b", textAt(text, documents[0], found[0].At))
	require.Equal(t, "FROM", found[1].Keyword)
}

func TestLegacyAssignments(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"a word", "ENV A b", "ENV A=b"},
		{"several blanks", "ENV A   b", "ENV A=b"},
		{"words", "ENV A b c", `ENV A="b c"`},
		{"a value in quotes", `LABEL a "b c"`, `LABEL a="b c"`},
		{"a value with an equals sign", "ENV A b=c", "ENV A=b=c"},
		{"two lines", "ENV A b \\\n  c", "ENV A=\"b \\\n  c\""},
		{"words and quotes", `ENV A b "c d"`, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := "FROM a\n" + test.text + "\n"
			document := read(t, text, dockerfile.Options{})
			all := document.Dockerfile.Instructions
			found := append(all.Env, all.Label...)[0]
			require.True(t, found.Legacy)
			require.Equal(t, test.want, modernised(text, document, found))
		})
	}
}

// modernised applies what Modern says to the text behind the first line.
func modernised(text string, document *input.Document, found input.Assignment) string {
	before, after, ok := strings.Cut(text, textAt(text, document, found.At+"/separator")+textAt(text, document, found.At+"/value"))
	value := textAt(text, document, found.At+"/value")
	if found.Modern == "quoted" {
		value = `"` + value + `"`
	}
	if found.Modern == "" || !ok {
		return ""
	}
	return strings.TrimSuffix(strings.TrimPrefix(before+"="+value+after, "FROM a\n"), "\n")
}

func TestArgumentsMeantAsPairs(t *testing.T) {
	for _, test := range []struct {
		name, text string
		meant      bool
	}{
		{"a version", "ARG VERSION 1.2", true},
		{"a path", "ARG FOLDER /srv", true},
		{"a word that nothing uses", "ARG MODE fast", true},
		{"another argument", "ARG TARGETOS TARGETARCH", false},
		{"another argument that is used", "ARG major minor\nRUN echo $minor", false},
		{"a pair", "ARG VERSION=1.2", false},
		{"a pair and a name", "ARG VERSION=1.2 mode", false},
		{"one name", "ARG VERSION", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			document := read(t, "FROM a\n"+test.text+"\n", dockerfile.Options{})
			require.Equal(t, test.meant, document.Dockerfile.Instructions.Arg[0].Legacy)
		})
	}
}
