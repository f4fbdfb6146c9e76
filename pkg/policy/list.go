package policy

import (
	"errors"
	"fmt"
	"io/fs"
	"path"

	"github.com/open-policy-agent/opa/v1/ast"
	"go.yaml.in/yaml/v3"
)

// listsFolder holds the lists that rules read: seaworthy/data/NAME/data.yaml is data.seaworthy.data.NAME, where OPA puts
// it as well when it reads the tree as a bundle.
const listsFolder = "seaworthy/data"

// listsPackage is what the imports of lists begin with.
var listsPackage = ast.MustParseRef("data.seaworthy.data")

// ErrList is wrapped when a list can't be read.
var ErrList = errors.New("invalid list")

// Lists returns the lists that modules import, as the object data.seaworthy.data: a module that says
// `import data.seaworthy.data.base_images` reads base_images. What no module reads is not parsed.
func (l *Library) Lists(modules map[string]*ast.Module) (ast.Object, error) {
	lists := ast.NewObject()
	for _, module := range modules {
		for _, imported := range module.Imports {
			name, ok := listName(imported)
			if !ok || lists.Get(ast.StringTerm(name)) != nil {
				continue
			}
			list, err := l.list(name)
			if err != nil {
				return nil, fmt.Errorf("read the list %s: %w", name, err)
			}
			lists.Insert(ast.StringTerm(name), ast.NewTerm(list))
		}
	}
	return lists, nil
}

// listName returns the list that an import names.
func listName(imported *ast.Import) (string, bool) {
	ref, ok := imported.Path.Value.(ast.Ref)
	if !ok || !ref.HasPrefix(listsPackage) || len(ref) != len(listsPackage)+1 {
		return "", false
	}
	name, ok := ref[len(listsPackage)].Value.(ast.String)
	return string(name), ok
}

func (l *Library) list(name string) (ast.Value, error) {
	if list, joined := l.lists[name]; joined {
		return list, nil
	}
	return readList(l.files, name)
}

// readList reads a list of a tree. The error wraps fs.ErrNotExist where there is none.
func readList(files fs.FS, name string) (ast.Value, error) {
	text, err := fs.ReadFile(files, path.Join(listsFolder, name, "data.yaml"))
	if err != nil {
		return nil, err
	}
	var document yaml.Node
	if err := yaml.Unmarshal(text, &document); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrList, err)
	}
	if len(document.Content) == 0 {
		return nil, fmt.Errorf("%w: it is empty", ErrList)
	}
	return regoValue(document.Content[0])
}

// regoValue turns YAML into the value that OPA makes of it. The way through JSON would cost a starting process twice
// the time.
func regoValue(node *yaml.Node) (ast.Value, error) {
	switch node.Kind {
	case yaml.MappingNode:
		return regoObject(node)
	case yaml.SequenceNode:
		terms := make([]*ast.Term, 0, len(node.Content))
		for _, element := range node.Content {
			value, err := regoValue(element)
			if err != nil {
				return nil, err
			}
			terms = append(terms, ast.NewTerm(value))
		}
		return ast.NewArray(terms...), nil
	case yaml.ScalarNode:
		return regoScalar(node)
	}
	return nil, fmt.Errorf("%w: line %d: an alias", ErrList, node.Line)
}

func regoObject(node *yaml.Node) (ast.Value, error) {
	pairs := make([][2]*ast.Term, 0, len(node.Content)/2)
	for i := 0; i+1 < len(node.Content); i += 2 {
		value, err := regoValue(node.Content[i+1])
		if err != nil {
			return nil, err
		}
		pairs = append(pairs, [2]*ast.Term{ast.StringTerm(node.Content[i].Value), ast.NewTerm(value)})
	}
	return ast.NewObject(pairs...), nil
}

// regoScalar reads texts, whole numbers and truth values. A date stays the text that it is written as.
func regoScalar(node *yaml.Node) (ast.Value, error) {
	switch node.ShortTag() {
	case "!!str", "!!timestamp":
		return ast.String(node.Value), nil
	case "!!bool":
		var truth bool
		err := node.Decode(&truth)
		return ast.Boolean(truth), err
	case "!!int":
		var number int
		err := node.Decode(&number)
		return ast.InternedTerm(number).Value, err
	}
	return nil, fmt.Errorf("%w: line %d: %s is no text, whole number, true or false", ErrList, node.Line, node.Value)
}
