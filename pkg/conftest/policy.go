package conftest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/conftest/configuration"
	"github.com/seaworthy-policy/seaworthy/pkg/engine/rego"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// Errors that callers may test for with errors.Is.
var (
	// ErrNoPolicies is wrapped where there is no Rego at all.
	ErrNoPolicies = errors.New("no policies")
	// ErrData is wrapped for data that can't be used.
	ErrData = errors.New("unusable data")
)

// ReadPolicies reads the Rego files among the paths and below those that are folders, each once, with the tests among them.
// The error wraps ErrNoPolicies where there are none, and those of package os for a path that there is not.
func ReadPolicies(paths []string) ([]source.File, error) {
	var modules []source.File
	err := eachFile(paths, func(file, _ string) error {
		known := slices.ContainsFunc(modules, func(module source.File) bool { return module.Path == filepath.ToSlash(file) })
		if filepath.Ext(file) != ".rego" || known {
			return nil
		}
		module, err := source.Read(file)
		modules = append(modules, module)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read policies: %w", err)
	}
	if len(modules) == 0 {
		return nil, fmt.Errorf("%w in %s", ErrNoPolicies, strings.Join(paths, ", "))
	}
	return modules, nil
}

// isTest knows tests of policies, which are no policies.
func isTest(module source.File) bool {
	return strings.HasSuffix(module.Path, "_test.rego")
}

// ReadData reads the JSON and YAML files among the paths and below those that are folders. A file that is named itself
// says what stands at the root of `data`; one in a folder of a folder that is named, what stands below that folder's name.
// The error wraps ErrData, and those of package os for a path that there is not.
func ReadData(paths []string) (rego.Data, error) {
	var data rego.Data
	err := eachFile(paths, func(file, root string) error {
		parser := configuration.ParserOf(file)
		if parser != "json" && parser != "yaml" {
			return nil
		}
		read, err := source.Read(file)
		if err != nil {
			return err
		}
		data, err = addData(data, read, parser, keys(file, root))
		return err
	})
	if err != nil {
		return rego.Data{}, fmt.Errorf("read data: %w", err)
	}
	return data, nil
}

func addData(data rego.Data, file source.File, parser string, path []string) (rego.Data, error) {
	parsed, err := configuration.Parse(file, parser)
	if err != nil {
		return data, fmt.Errorf("%w: %w", ErrData, err)
	}
	documents := []json.RawMessage{parsed.JSON}
	if len(parsed.Parts) > 1 {
		documents = nil
		for _, part := range parsed.Parts {
			documents = append(documents, part.Input)
		}
	}
	for _, document := range documents {
		if data, err = data.With(path, document); err != nil {
			return data, fmt.Errorf("%w: %s: %w", ErrData, file.Path, err)
		}
	}
	return data, nil
}

// keys are the folders between a root and a file below it.
func keys(file, root string) []string {
	below, err := filepath.Rel(root, filepath.Dir(file))
	if err != nil || file == root || below == "." {
		return nil
	}
	return strings.Split(filepath.ToSlash(below), "/")
}

// eachFile visits files, and those below folders, in the order of their names, hidden ones too.
func eachFile(paths []string, visit func(file, root string) error) error {
	for _, root := range paths {
		root = strings.TrimPrefix(root, "file://")
		info, err := os.Stat(root)
		if err != nil {
			return err
		}
		if !info.IsDir() {
			if err := visit(root, root); err != nil {
				return err
			}
			continue
		}
		err = filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			return visit(name, root)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
