package conformance

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/stretchr/testify/require"
	"sigs.k8s.io/yaml"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/kubernetes"
	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
	"github.com/seaworthy-policy/seaworthy/policies"
)

// A normaliser is the Rego one, compiled.
type normaliser struct {
	query rego.PreparedEvalQuery
}

func newNormaliser(t *testing.T) normaliser {
	t.Helper()
	library, err := policy.Load(policies.FS)
	require.NoError(t, err)
	modules, err := library.PackageModules("data.seaworthy.kubernetes")
	require.NoError(t, err)
	lists, err := library.Lists(modules)
	require.NoError(t, err)
	store := inmem.NewFromASTObject(ast.NewObject(ast.Item(ast.StringTerm("seaworthy"), ast.ObjectTerm(
		ast.Item(ast.StringTerm("data"), ast.NewTerm(lists))))))
	options := []func(*rego.Rego){
		rego.Store(store),
		rego.Query("[document | document := data.seaworthy.kubernetes.document(input[_])]"),
		rego.StrictBuiltinErrors(true),
	}
	for _, module := range modules {
		options = append(options, rego.ParsedModule(module))
	}
	query, err := rego.New(options...).PrepareForEval(t.Context())
	require.NoError(t, err)
	return normaliser{query}
}

// documents returns what the Rego normaliser makes of objects, each a JSON text.
func (n normaliser) documents(t *testing.T, objects []string) ast.Value {
	t.Helper()
	given, err := ast.ValueFromReader(strings.NewReader("[" + strings.Join(objects, ",") + "]"))
	require.NoError(t, err)
	results, err := n.query.Eval(t.Context(), rego.EvalParsedInput(given))
	require.NoError(t, err)
	text, err := json.Marshal(results[0].Expressions[0].Value)
	require.NoError(t, err)
	var documents []*input.Document
	require.NoError(t, json.Unmarshal(text, &documents))
	for _, document := range documents {
		sortSecrets(document.Secret)
	}
	return encoded(t, documents)
}

// sortSecrets puts what is found in an order that does not hang on what is looked for first, and drops what is said twice.
func sortSecrets(secrets *input.Secrets) {
	if secrets == nil {
		return
	}
	secrets.Credentials = ordered(secrets.Credentials)
	secrets.Addresses = ordered(secrets.Addresses)
	secrets.References = ordered(secrets.References)
	secrets.OpenServices = ordered(secrets.OpenServices)
	for word, named := range secrets.Named {
		secrets.Named[word] = ordered(named)
	}
}

func ordered[T comparable](found []T) []T {
	slices.SortFunc(found, func(a, b T) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	return slices.Compact(found)
}

func encoded(t *testing.T, documents []*input.Document) ast.Value {
	t.Helper()
	if documents == nil {
		return ast.NewArray()
	}
	text, err := json.Marshal(documents)
	require.NoError(t, err)
	made, err := ast.ValueFromReader(bytes.NewReader(text))
	require.NoError(t, err)
	return made
}

// goDocuments returns what the Go normaliser makes of a file.
func goDocuments(t *testing.T, content string) ast.Value {
	t.Helper()
	parsed, _ := kubernetes.Parse(source.File{Content: []byte(content)})
	var documents []*input.Document
	for _, document := range parsed {
		// Where no Go runs Secrets are not looked at: a cluster keeps them.
		if kind, _, _ := strings.Cut(document.Locator.Locate("").Node, "/"); kind != "Secret" {
			sortSecrets(document.Secret)
			documents = append(documents, document)
		}
	}
	return encoded(t, documents)
}

func (n normaliser) compare(t *testing.T, content string) int {
	t.Helper()
	objects, err := readAsCluster(content)
	if err != nil {
		_, problems := kubernetes.Parse(source.File{Content: []byte(content)})
		require.NotEmpty(t, problems, "the cluster's reader says: %v", err)
		return 0
	}
	want := n.documents(t, objects)
	made := goDocuments(t, content)
	require.True(t, want.Compare(made) == 0, "Rego: %.3000s\nGo: %.3000s", want, made)
	return want.(*ast.Array).Len()
}

var separator = regexp.MustCompile(`(?m)^---[ \t\r]*(#.*)?$`)

// readAsCluster reads a file with the YAML library that Kubernetes uses, and takes Lists apart. Each object is a JSON text.
func readAsCluster(content string) ([]string, error) {
	var objects []string
	for _, document := range separator.Split(content, -1) {
		text, err := yaml.YAMLToJSON([]byte(document))
		if err != nil {
			return nil, err
		}
		objects = append(objects, flatten(text)...)
	}
	return objects, nil
}

func flatten(text json.RawMessage) []string {
	var list struct {
		Kind  string
		Items []json.RawMessage
	}
	kind, isList := "", false
	if err := json.Unmarshal(text, &list); err == nil {
		kind, isList = strings.CutSuffix(list.Kind, "List")
	}
	if !isList || list.Items == nil {
		return []string{string(text)}
	}
	var objects []string
	for _, item := range list.Items {
		objects = append(objects, flatten(typed(item, kind))...)
	}
	return objects
}

// typed gives an object the kind that the list around it implies.
func typed(text json.RawMessage, kind string) json.RawMessage {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(text, &fields); err != nil || fields == nil || kind == "" {
		return text
	}
	var own string
	if err := json.Unmarshal(fields["kind"], &own); err == nil && own != "" {
		return text
	}
	fields["kind"] = json.RawMessage(strconv.Quote(kind))
	made, err := json.Marshal(fields)
	if err != nil {
		panic(err) // what was read can be written
	}
	return made
}

func TestNormalisersAgreeOnRealManifests(t *testing.T) {
	root := shared(t, "real/kubernetes")
	rego, files, documents := newNormaliser(t), 0, 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !kubernetes.Named(path) {
			return err
		}
		content, err := os.ReadFile(path)
		require.NoError(t, err)
		t.Run(strings.TrimPrefix(path, root), func(t *testing.T) { documents += rego.compare(t, string(content)) })
		files++
		return nil
	})
	require.NoError(t, err)
	require.Positive(t, documents)
	t.Logf("%d files, %d documents", files, documents)
}

func TestNormalisersAgreeOnLabelledCases(t *testing.T) {
	lists, err := filepath.Glob(filepath.Join(shared(t, "corpus"), "*.jsonl"))
	require.NoError(t, err)
	rego, cases, documents := newNormaliser(t), 0, 0
	for _, list := range lists {
		for _, each := range readCases(t, list) {
			for name, content := range each.Files {
				if each.Kind != "kubernetes" || !kubernetes.Named(name) {
					continue
				}
				t.Run(each.ID, func(t *testing.T) { documents += rego.compare(t, content) })
				cases++
			}
		}
	}
	require.Positive(t, documents)
	t.Logf("%d files, %d documents", cases, documents)
}

type labelledCase struct {
	ID, Kind string
	Files    map[string]string
}

func readCases(t *testing.T, list string) []labelledCase {
	t.Helper()
	file, err := os.Open(list)
	require.NoError(t, err)
	defer file.Close()
	var cases []labelledCase
	for decoder := json.NewDecoder(file); ; {
		var each labelledCase
		err := decoder.Decode(&each)
		if errors.Is(err, io.EOF) {
			return cases
		}
		require.NoError(t, err)
		cases = append(cases, each)
	}
}

// shared returns a folder that stands beside the repository, and skips the test where there is none.
func shared(t *testing.T, name string) string {
	t.Helper()
	folder := filepath.Join("..", "..", "..", "shared", name)
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("no folder shared/%s beside the repository", name)
	}
	return folder
}
