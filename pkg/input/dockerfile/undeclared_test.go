package dockerfile_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerfile"
)

func TestUndeclaredVariables(t *testing.T) {
	for _, test := range []struct {
		name, text string
		found      []string // the text in the file, and where else the name is declared
	}{
		{name: "a source", text: "FROM a\nCOPY $x /y\n", found: []string{"$x"}},
		{name: "in braces", text: "FROM a\nCOPY a${x}b /y\n", found: []string{"${x}"}},
		{name: "in quotes", text: "FROM a\nWORKDIR \"$x/b\"\n", found: []string{"$x"}},
		{name: "in an array", text: "FROM a\nVOLUME [\"/a\", \"$x\"]\n", found: []string{"$x"}},
		{name: "an owner", text: "FROM a\nCOPY --chown=$x:$y a /b\n", found: []string{"$x", "$y"}},
		{name: "a mount", text: "FROM a\nRUN --mount=type=bind,source=$x,target=/y b\n", found: []string{"$x"}},
		{name: "a file in a heredoc", text: "FROM a\nCOPY <<E /b\nroot $x;\nE\n", found: []string{"$x"}},
		{name: "a name used twice in a word is one", text: "FROM a\nENV A=$x$x\n", found: []string{"$x"}},
		{name: "what has no value", text: "FROM a\nARG x\nCOPY $x /y\n"},
		{name: "what an ENV sets", text: "FROM a\nENV x=1\nCOPY $x /y\n"},
		{name: "what the stage below has declared", text: "FROM a AS b\nARG x=1\nFROM b\nCOPY $x /y\n"},
		{name: "the search path", text: "FROM a\nENV PATH=$PATH:/b\n"},
		{name: "a proxy", text: "FROM a\nENV A=$http_proxy\n"},
		{name: "a default of its own", text: "FROM a\nENV A=${x:-1}\n"},
		{name: "an escaped dollar sign", text: "FROM a\nENV A=\\$x\n"},
		{name: "in single quotes", text: "FROM a\nENV A='$x'\n"},
		{name: "a script", text: "FROM a\nRUN echo $x\nCMD echo $x\n"},
		{name: "the exec form", text: "FROM a\nCMD [\"$x\"]\n"},
		{name: "a trigger", text: "FROM a\nONBUILD COPY $x /y\n"},
		{name: "a heredoc in quotes", text: "FROM a\nCOPY <<'E' /b\n$x\nE\n"},
		{name: "a name above the first stage", text: "ARG x=1\nFROM a\nCOPY $x /y\n", found: []string{"$x global"}},
		{name: "set further down", text: "FROM a\nCOPY $x /y\nARG x\n", found: []string{"$x later"}},
		{name: "set by the same instruction", text: "FROM a\nENV x=1 y=$x\n", found: []string{"$x same"}},
		{name: "an argument of the same instruction", text: "FROM a\nARG x=1 y=$x\n"},
		{name: "a part of its own value", text: "FROM a\nENV x=$x:/a\n", found: []string{"$x"}},
		{name: "a part of its own value in the old form", text: "FROM a\nENV x $x:/a\n", found: []string{"$x"}},
		{name: "an argument of another stage", text: "FROM a\nARG x\nFROM b\nCOPY $x /y\n", found: []string{"$x stage_argument"}},
		{name: "a variable of another stage", text: "FROM a\nENV x=1\nFROM b\nCOPY $x /y\n", found: []string{"$x stage_variable"}},
		{name: "what the builder offers", text: "FROM a\nCOPY $TARGETARCH /y\n", found: []string{"$TARGETARCH platform"}},
		{name: "a base", text: "FROM a$x\n", found: []string{"$x base"}},
		{name: "a platform", text: "FROM --platform=$x a\n", found: []string{"$x base"}},
		{name: "the builder's platform", text: "FROM --platform=$BUILDPLATFORM a\n"},
		{name: "an argument of a stage in a base", text: "FROM a\nARG x=b\nFROM $x\n", found: []string{"$x base"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			document := read(t, test.text, dockerfile.Options{})
			var found []string
			for _, variable := range document.Dockerfile.UndeclaredVariables {
				line := textAt(test.text, document, variable.At) + " " + variable.Elsewhere
				if variable.Base {
					line += "base"
				}
				found = append(found, strings.TrimSpace(line))
			}
			require.Equal(t, test.found, found)
		})
	}
}

func TestSimilarNames(t *testing.T) {
	for _, test := range []struct{ name, text, similar string }{
		{"two letters swapped", "FROM a\nENV PATH=$PAHT:/b\n", "PATH"},
		{"a letter missing", "FROM a\nARG ASSETS\nCOPY $ASSET /b\n", "ASSETS"},
		{"an underscore missing in FROM", "ARG MY_ARCH=x\nFROM --platform=linux/$MYARCH a\n", "MY_ARCH"},
		{"a platform in FROM", "FROM --platform=$BULIDPLATFORM a\n", "BUILDPLATFORM"},
		{"a name that is set later only", "FROM a\nCOPY $ASSET /b\nARG ASSETS\n", ""},
		{"another number", "FROM a\nARG SOURCE1\nCOPY $SOURCE2 /b\n", ""},
		{"a short name", "FROM a\nARG abc\nCOPY $abd /b\n", ""},
		{"another word", "FROM a\nARG SOURCE\nCOPY $TARGET /b\n", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			found := read(t, test.text, dockerfile.Options{}).Dockerfile.UndeclaredVariables
			require.Len(t, found, 1)
			require.Equal(t, test.similar, found[0].Similar)
		})
	}
}

func TestTheOriginIsTheStartOfTheChain(t *testing.T) {
	found := read(t, "FROM x\nFROM a AS b\nFROM b AS c\nFROM c\nCOPY $x /y\n", dockerfile.Options{}).Dockerfile.UndeclaredVariables
	require.Len(t, found, 1)
	require.Equal(t, 1, found[0].Origin)
}

func TestBrokenDefaults(t *testing.T) {
	told := dockerfile.Options{BuildArguments: map[string]string{"TAG": "1"}}
	for _, test := range []struct {
		name, text string
		broken     *input.BrokenDefault
	}{
		{"no default", "ARG TAG\nFROM a:$TAG\n", &input.BrokenDefault{Text: "a:", Arguments: []string{"TAG"}, Unset: []string{"TAG"}}},
		{"no default beside one", "ARG NAME=a\nARG TAG\nFROM $NAME:$TAG\n", &input.BrokenDefault{Text: "a:", Arguments: []string{"NAME", "TAG"}, Unset: []string{"TAG"}}},
		{"a default that is none", "ARG TAG=x:\nFROM a$TAG\n", &input.BrokenDefault{Text: "ax:", Arguments: []string{"TAG"}}},
		{"a default of a default", "ARG V\nARG TAG=$V\nFROM a:$TAG\n", &input.BrokenDefault{Text: "a:", Arguments: []string{"TAG"}}},
		{"a default", "ARG TAG=1\nFROM a:$TAG\n", nil},
		{"a default where it is used", "ARG TAG\nFROM a:${TAG:-1}\n", nil},
		{"a name that is fine without", "ARG TAG\nFROM a$TAG\n", nil},
		{"a stage in upper case", "ARG TAG=BASE\nFROM a AS base\nFROM $TAG\n", nil},
		{"a name that no argument declares", "FROM a:$TAG\n", nil},
		{"what the builder sets", "FROM a:$TARGETARCH\n", nil},
		{"no variable at all", "FROM A:\n", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			stages := read(t, test.text, told).Dockerfile.Stages
			require.Equal(t, test.broken, stages[len(stages)-1].Base.BrokenDefault)
		})
	}
}
