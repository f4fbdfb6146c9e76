package housestyle

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// doNotCompile finds what OPA's compiler objects to: strictly, with the input typed by the schemas, and without the
// built-ins whose answer does not hang on their arguments alone.
func doNotCompile(tree fs.FS, modules map[string]*ast.Module) []Fault {
	schemas, err := readSchemas(tree)
	if err != nil {
		return []Fault{faultf("schemas", "%v", err)}
	}
	compiler := ast.NewCompiler().
		SetErrorLimit(0). // the limit is an error of its own, without a place
		WithStrict(true).
		WithCapabilities(pureCapabilities()).
		WithSchemas(schemas).
		WithUseTypeCheckAnnotations(true)
	compiler.Compile(copyModules(modules))
	var faults []Fault
	for _, mistake := range compiler.Errors {
		faults = append(faults, faultf(mistake.Location.File, "line %d: %s", mistake.Location.Row, describe(mistake)))
	}
	return faults
}

func describe(mistake *ast.Error) string {
	if mistake.Details == nil {
		return mistake.Message
	}
	details := strings.Fields(strings.Join(mistake.Details.Lines(), " "))
	return mistake.Message + ": " + strings.Join(details, " ")
}

// pureCapabilities are those of stock OPA without what reads the network or chance. Who may read the clock, banned says.
func pureCapabilities() *ast.Capabilities {
	capabilities := ast.CapabilitiesForThisVersion(ast.CapabilitiesRegoVersion(ast.RegoV1))
	capabilities.Builtins = slices.DeleteFunc(slices.Clone(capabilities.Builtins), func(b *ast.Builtin) bool {
		return b.Nondeterministic && b.Name != clock
	})
	return capabilities
}

func readSchemas(tree fs.FS) (*ast.SchemaSet, error) {
	names, err := fs.Glob(tree, "schemas/*.json")
	if err != nil {
		return nil, fmt.Errorf("find schemas: %w", err)
	}
	if len(names) == 0 {
		return nil, errors.New("there are none, run `go run ./internal/generate`")
	}
	set := ast.NewSchemaSet()
	for _, name := range names {
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return nil, fmt.Errorf("read schema: %w", err)
		}
		var schema map[string]any
		if err := json.Unmarshal(text, &schema); err != nil {
			return nil, fmt.Errorf("read schema %s: %w", name, err)
		}
		set.Put(ast.MustParseRef("schema."+strings.TrimSuffix(path.Base(name), ".json")), schema)
	}
	return set, nil
}

// copyModules guards the caller's modules: compiling rewrites them.
func copyModules(modules map[string]*ast.Module) map[string]*ast.Module {
	copied := make(map[string]*ast.Module, len(modules))
	for name, module := range modules {
		copied[name] = module.Copy()
	}
	return copied
}
