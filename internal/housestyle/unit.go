package housestyle

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"

	"github.com/seaworthy-policy/seaworthy/pkg/policy"
)

// failing runs the unit tests written in Rego, with the catalogue and the lists as their data, and finds those that fail and the
// test files that hold none.
func failing(ctx context.Context, tree fs.FS, modules map[string]*ast.Module) []Fault {
	faults := empty(modules)
	results, err := runTests(ctx, tree, modules)
	if err != nil {
		return append(faults, faultf("seaworthy", "its tests can't be run: %v", err))
	}
	for _, result := range results {
		if result.Pass() {
			continue
		}
		names := failedCases(result.Name, result.SubResults)
		if result.Error != nil {
			names = []string{fmt.Sprintf("%s: %v", result.Name, result.Error)}
		}
		for _, name := range names {
			faults = append(faults, faultf(result.Location.File, "line %d: fails %s", result.Location.Row, name))
		}
	}
	return faults
}

// empty finds files that are called tests and hold none.
func empty(modules map[string]*ast.Module) []Fault {
	var faults []Fault
	for name, module := range modules {
		holdsTest := slices.ContainsFunc(module.Rules, func(r *ast.Rule) bool {
			return strings.HasPrefix(r.Head.Ref()[0].Value.String(), "test_")
		})
		if isTest(name) && !holdsTest {
			faults = append(faults, faultf(name, "holds no test"))
		}
	}
	return faults
}

func runTests(ctx context.Context, tree fs.FS, modules map[string]*ast.Module) ([]*tester.Result, error) {
	store, err := newStore(tree, modules)
	if err != nil {
		return nil, err
	}
	transaction, err := store.NewTransaction(ctx, storage.WriteParams)
	if err != nil {
		return nil, err
	}
	defer store.Abort(ctx, transaction)
	results, err := tester.NewRunner().
		SetStore(store).
		SetTimeout(time.Minute). // a test takes milliseconds, but not on a machine that is short of breath
		SetDefaultRegoVersion(ast.RegoV1).
		SetModules(copyModules(modules)).
		RaiseBuiltinErrors(true).
		RunTests(ctx, transaction)
	if err != nil {
		return nil, err
	}
	var all []*tester.Result
	for result := range results {
		all = append(all, result)
	}
	return all, nil
}

// failedCases names the cases of a table that fail, or the test itself where it is no table.
func failedCases(name string, cases tester.SubResultMap) []string {
	var failed []string
	for _, note := range slices.Sorted(maps.Keys(cases)) {
		if cases[note].Fail {
			failed = append(failed, failedCases(name+"/"+note, cases[note].SubResults)...)
		}
	}
	if len(failed) == 0 {
		return []string{name}
	}
	return failed
}

// readCatalogue returns the generated catalogue, by facet and rule, as a bundle would load it.
func readCatalogue(tree fs.FS) (map[string]map[string]json.RawMessage, error) {
	names, err := fs.Glob(tree, "seaworthy/catalogue/*/data.json")
	if err != nil {
		return nil, fmt.Errorf("find the catalogue: %w", err)
	}
	catalogue := map[string]map[string]json.RawMessage{}
	for _, name := range names {
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return nil, fmt.Errorf("read the catalogue: %w", err)
		}
		var rules map[string]json.RawMessage
		if err := json.Unmarshal(text, &rules); err != nil {
			return nil, fmt.Errorf("read the catalogue %s: %w", name, err)
		}
		catalogue[path.Base(path.Dir(name))] = rules
	}
	return catalogue, nil
}

// newStore holds the catalogue and the lists where rules look for them.
func newStore(tree fs.FS, modules map[string]*ast.Module) (storage.Store, error) {
	catalogue, err := readCatalogue(tree)
	if err != nil {
		return nil, err
	}
	described, err := json.Marshal(catalogue)
	if err != nil {
		return nil, fmt.Errorf("store the catalogue: %w", err)
	}
	rules, err := ast.ValueFromReader(bytes.NewReader(described))
	if err != nil {
		return nil, fmt.Errorf("store the catalogue: %w", err)
	}
	library, err := policy.Load(tree)
	if err != nil {
		return nil, err
	}
	lists, err := library.Lists(modules)
	if err != nil {
		return nil, err
	}
	return inmem.NewFromASTObject(ast.NewObject(ast.Item(ast.StringTerm("seaworthy"), ast.ObjectTerm(
		ast.Item(ast.StringTerm("catalogue"), ast.NewTerm(rules)),
		ast.Item(ast.StringTerm("data"), ast.NewTerm(lists)),
	)))), nil
}

// copyModules guards the caller's modules: compiling rewrites them.
func copyModules(modules map[string]*ast.Module) map[string]*ast.Module {
	copied := make(map[string]*ast.Module, len(modules))
	for name, module := range modules {
		copied[name] = module.Copy()
	}
	return copied
}
