package dockerfile_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerfile"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// TestHostileFilesEnd holds inputs that invite quadratic work. The limit is far above what any of them needs.
func TestHostileFilesEnd(t *testing.T) {
	many := 20_000
	for name, text := range map[string]string{
		"very many continuation lines": "FROM a\nRUN a \\\n" + strings.Repeat("b \\\n", 50*many) + "c\n",
		"very many instructions":       "FROM a\n" + strings.Repeat("ENV A=1\n", many),
		"very many stages":             strings.Repeat("FROM a AS b\n", 5000),
		"a chain of stages":            "FROM a AS s0\n" + strings.Repeat("FROM s0 AS s0\nENV A=$A$A\n", 500),
		"doubling variables":           "FROM a\nENV A=aaaaaaaaaa\n" + strings.Repeat("ENV A=$A$A$A$A\n", 40),
		"very many mistakes":           "FROM a\n" + strings.Repeat("ENV a=b c\n", many),
		"very many unknown words":      "FROM a\n" + strings.Repeat("FOO\n", many),
		"very many flags":              "FROM a\nCOPY " + strings.Repeat("--exclude=a ", 5000) + " a b\n",
		"very many mounts":             "FROM a\nRUN " + strings.Repeat("--mount=type=tmpfs,target=/a ", 2000) + " a\n",
		"very many heredocs":           "FROM a\nRUN " + strings.Repeat("<<A ", 2000) + "\n" + strings.Repeat("A\n", 2000),
		"very many variables":          "FROM a\n" + strings.Repeat("ARG A=1\nENV B=$A C=$B D=$C\n", 2000),
		"very many commands":           "FROM a\nRUN " + strings.Repeat("apt-get install a && ", 5000) + "true\n",
		"very many changes of modes":   "FROM a\nCOPY . /a\nRUN " + strings.Repeat("chmod -R g+s /a && mkdir b && rm /c && ", many) + "true\n",
		"very many layers":             "FROM a\n" + strings.Repeat("COPY a /b/\nRUN chmod -R 777 /b && rm -rf /c/*\n", many/4),
		"stages of unknown names":      strings.Repeat("FROM a$TARGETARCH AS b\nCOPY --from=$X a b\n", 3000),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			dockerfile.Parse(source.File{Path: "Dockerfile", Content: []byte(text)}, dockerfile.Options{})
			t.Log(time.Since(start))
			require.Less(t, time.Since(start), 20*time.Second)
		})
	}
}
