package policy

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// TestModules returns the text of each module of a tree that With has added, tests included, and of what they reach by
// their imports: libraries, and the builders of inputs in seaworthy/testing. With them comes the data that they read, as
// JSON for `data`.
func (l *Library) TestModules(own fs.FS) ([]source.File, []byte, error) {
	reader := newReader(l.files)
	err := fs.WalkDir(own, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".rego" {
			return err
		}
		return reader.read(name)
	})
	if err != nil {
		return nil, nil, fmt.Errorf("read tests: %w", err)
	}
	var modules []source.File
	for name := range reader.modules {
		text, err := l.Source(name)
		if err != nil {
			return nil, nil, err
		}
		modules = append(modules, source.File{Path: name, Content: text})
	}
	data, err := l.testData(reader.modules)
	return modules, data, err
}

// testData holds the catalogue and the lists where rules look for them.
func (l *Library) testData(modules map[string]*ast.Module) ([]byte, error) {
	lists, err := l.Lists(modules)
	if err != nil {
		return nil, err
	}
	read, err := ast.JSON(lists)
	if err != nil {
		return nil, fmt.Errorf("read lists: %w", err)
	}
	described, err := l.describeAsData()
	if err != nil {
		return nil, err
	}
	data, err := json.Marshal(map[string]map[string]any{"seaworthy": {"data": read, "catalogue": described}})
	if err != nil {
		return nil, fmt.Errorf("store data for tests: %w", err)
	}
	return data, nil
}

// describeAsData returns the catalogue by facet and name, as a bundle has it.
func (l *Library) describeAsData() (map[string]map[string]json.RawMessage, error) {
	described := map[string]map[string]json.RawMessage{}
	for _, r := range l.catalogue.Rules() {
		text, err := json.Marshal(r)
		if err != nil {
			return nil, fmt.Errorf("store the catalogue: %w", err)
		}
		if described[r.Facet] == nil {
			described[r.Facet] = map[string]json.RawMessage{}
		}
		described[r.Facet][r.Name] = text
	}
	return described, nil
}
