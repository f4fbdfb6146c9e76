package dockerfile_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerfile"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// realFiles is a folder with Dockerfiles of real projects, which a checkout need not have beside it.
const realFiles = "../../../../shared/real/dockerfiles"

// forEachReal calls the function with every real Dockerfile.
func forEachReal(tb testing.TB, do func(file source.File)) {
	tb.Helper()
	require.NoError(tb, filepath.WalkDir(realFiles, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		file, err := source.Read(path)
		if err == nil {
			do(file)
		}
		return err
	}))
}

func hasRealFiles() bool {
	_, err := os.Stat(realFiles)
	return err == nil
}

// checkPlaces demands that every place lies in the file, and that all that a document holds can be printed.
func checkPlaces(tb testing.TB, file source.File, documents []*input.Document, problems []input.Problem) {
	tb.Helper()
	lines := source.NewLines(file.Content)
	whole := lines.Span(0, len(file.Content))
	for _, problem := range problems {
		require.NotEmpty(tb, problem.Message)
		require.True(tb, whole.Contains(problem.Span), "%s: %v", problem.Message, problem.Span)
	}
	for _, document := range documents {
		places, ok := document.Locator.(input.Places)
		require.True(tb, ok)
		for at, location := range places {
			require.True(tb, whole.Contains(location.Span), "%s: %v", at, location.Span)
		}
		_, err := json.Marshal(document)
		require.NoError(tb, err)
	}
}

func TestRealDockerfiles(t *testing.T) {
	if !hasRealFiles() {
		t.Skip("no real Dockerfiles in the shared folder beside the checkout")
	}
	judged := 0
	forEachReal(t, func(file source.File) {
		documents, problems := dockerfile.Parse(file, dockerfile.Options{})
		checkPlaces(t, file, documents, problems)
		judged += len(documents)
	})
	require.Greater(t, judged, 350)
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"FROM a\n", "# escape=`\nFROM a\nRUN a `\n b\n", "FROM a AS b\nFROM b\nCOPY --from=b x y\n",
		"ARG A=1\nFROM a:$A\nARG A\nUSER ${A:-x}\nENV B=$A C=\"d e\"\nENV f g h\nWORKDIR $B\n",
		"FROM a\nRUN --mount=type=cache,target=/x apt-get update && \\\n # c\n apt-get install -y b=1\n",
		"FROM a\nRUN <<EOF\napk add x | y\nEOF\nCOPY <<-A <<B /x\n\ta\n\tA\nb\nB\n", "FROM a\nRUN [\"sh\", \"-c\", \"a \\\"b\\\"\"]\n",
		"FROM a\nONBUILD RUN a\nONBUILD COPY <<E /x\nE\nHEALTHCHECK CMD a\nHEALTHCHECK NONE\nSHELL [\"bash\",\"-c\"]\n",
		"\uFEFFFROM a\r\nEXPOSE 1 2/udp\r\nVOLUME [\"/a\"]\r\n", "FROM a\nENV\nFOO\n", "# check=skip=all\nFROM a\nFOO\n",
	} {
		f.Add([]byte(seed))
	}
	if hasRealFiles() {
		forEachReal(f, func(file source.File) { f.Add(file.Content) })
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		file := source.File{Path: "Dockerfile", Content: content}
		documents, problems := dockerfile.Parse(file, dockerfile.Options{})
		checkPlaces(t, file, documents, problems)
	})
}
