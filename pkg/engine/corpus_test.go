package engine

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/internal/agreement"
	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/compose"
	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerfile"
	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerrun"
	"github.com/seaworthy-policy/seaworthy/pkg/input/kubernetes"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
	"github.com/seaworthy-policy/seaworthy/policies"
)

// shared is where labelled and real files stand beside the checkout.
const shared = "../../../shared"

// read returns the documents of a file of any format, whether or not the file has problems.
func read(path string, content []byte) []*input.Document {
	file := source.File{Path: path, Content: content}
	if dockerfile.Named(path) || dockerfile.Recognise(content) {
		documents, _ := dockerfile.Parse(file, dockerfile.Options{})
		return documents
	}
	if dockerrun.NamedMakefile(path) {
		documents, _ := dockerrun.ParseMakefile(file)
		return documents
	}
	if dockerrun.IsShell(file) {
		documents, _ := dockerrun.ParseShell(file)
		return documents
	}
	if compose.Named(path) || compose.Recognise(path, content) {
		documents, _ := compose.Parse(file, compose.Options{})
		return documents
	}
	if kubernetes.Recognise(path, content) {
		documents, _ := kubernetes.Parse(file)
		return documents
	}
	return nil
}

// inTree are the documents of the files under a folder.
func inTree(t *testing.T, folder string) []*input.Document {
	t.Helper()
	var documents []*input.Document
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(name)
		documents = append(documents, read(name, content)...)
		return err
	})
	require.NoError(t, err)
	return documents
}

// ofExamples are the documents of the files in the rules' examples.
func ofExamples(t *testing.T) []*input.Document {
	t.Helper()
	names, err := fs.Glob(policies.FS, "seaworthy/rules/*/*/example.txtar")
	require.NoError(t, err)
	var documents []*input.Document
	for _, name := range names {
		text, err := fs.ReadFile(policies.FS, name)
		require.NoError(t, err)
		for _, file := range txtar.Parse(text).Files {
			documents = append(documents, read(file.Name, file.Data)...)
		}
	}
	return documents
}

// ofRealProjects are the documents of the files of real projects.
func ofRealProjects(t *testing.T) []*input.Document {
	t.Helper()
	requireShared(t)
	return inTree(t, filepath.Join(shared, "real"))
}

// ofCases are the documents of the labelled cases.
func ofCases(t *testing.T) []*input.Document {
	t.Helper()
	requireShared(t)
	cases, err := agreement.ReadCases(filepath.Join(shared, "corpus"))
	require.NoError(t, err)
	var documents []*input.Document
	for _, c := range cases {
		for name, content := range c.Files {
			documents = append(documents, read(name, []byte(content))...)
		}
	}
	return documents
}

// hostile are files that no person writes and a fuzzer does.
var hostile = []string{
	"FROM a\xff\nRUN echo \xfe\xff | cat \xff\n", "FROM a\nENV A\xff=1 A\xfe=2\nUSER 9223372036854775807\n",
	"FROM a\nENV <&>\u2028=\"<&>\u2028\"\nCMD [\"\\u0000\"]\n", "FROM \nUSER\n", "FROM a\nRUN <<A\nA\n",
	"services: {a: {image: \"\xff\", ports: [1, a:b, {target: -1}], volumes: [a:b:c:d, {}], environment: [=, A, A=]}}\n",
	"services: {a: &a {extends: a, x: *a, build: {args: [BUILDKIT_SYNTAX]}}, 1: [], b/c~d: {depends_on: [a/b, 0]}}\n",
	"{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"\\ud800\"}, \"spec\": {\"containers\": [{}]}}",
	"docker run --privileged=\xff -v \xfe:: -p ::- --mount =,=\\\",\" -u : -e = --label \xff=\xfe --cpu-shares 9223372036854775808 \xff\ndocker exec\n",
}

func ofHostileFiles(*testing.T) []*input.Document {
	var documents []*input.Document
	for _, text := range hostile {
		documents = append(documents, read("Dockerfile.hostile", []byte(text))...)
		documents = append(documents, read("hostile.yaml", []byte(text))...)
		documents = append(documents, read("compose.yaml", []byte(text))...)
		documents = append(documents, read("hostile.sh", []byte(text))...)
		documents = append(documents, read("hostile.mk", []byte("a:\n\t"+text))...)
	}
	return documents
}

func TestEveryDocumentIsWhatItsJSONAndItsSchemaSay(t *testing.T) {
	schemas := closedSchemas(t)
	for _, test := range []struct {
		name      string
		documents func(*testing.T) []*input.Document
	}{
		{name: "examples of the rules", documents: ofExamples},
		{name: "hostile files", documents: ofHostileFiles},
		{name: "example projects", documents: func(t *testing.T) []*input.Document { return inTree(t, "../../testdata/corpus") }},
		{name: "real projects", documents: ofRealProjects},
		{name: "labelled cases", documents: ofCases},
	} {
		t.Run(test.name, func(t *testing.T) {
			documents := test.documents(t)
			require.NotEmpty(t, documents)
			for _, document := range documents {
				requireEncodingOfJSON(t, document)
				schemas.requireSatisfied(t, document)
			}
		})
	}
}

func requireShared(t *testing.T) {
	t.Helper()
	if _, err := os.Stat(shared); err != nil {
		t.Skip("no folder of real and labelled files beside the checkout")
	}
}
