package policy

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

// Clock is the built-in that says what time it is. Only what asks the rules on behalf of a server may call it: rules
// are told the day by their input.
const Clock = "time.now_ns"

// ErrNoSchemas is wrapped when a tree holds no schemas to type its input.
var ErrNoSchemas = errors.New("the tree has no schemas")

// CompileStrictly returns what OPA's compiler objects to in modules: strictly, with the input typed by the schemas of a
// tree, and without the built-ins whose answer does not hang on their arguments alone, but for those that are allowed
// by name. The modules must have been parsed with their annotations, and are left as they are.
func CompileStrictly(tree fs.FS, modules map[string]*ast.Module, allowed ...string) (ast.Errors, error) {
	schemas, err := readSchemas(tree)
	if err != nil {
		return nil, err
	}
	copied := make(map[string]*ast.Module, len(modules))
	for name, module := range modules {
		copied[name] = module.Copy()
	}
	compiler := ast.NewCompiler().
		WithStrict(true).
		WithCapabilities(pureCapabilities(allowed)).
		WithSchemas(schemas).
		WithUseTypeCheckAnnotations(true)
	compiler.Compile(copied)
	return compiler.Errors, nil
}

// pureCapabilities are those of stock OPA without what reads the network, the clock or chance.
func pureCapabilities(allowed []string) *ast.Capabilities {
	capabilities := ast.CapabilitiesForThisVersion(ast.CapabilitiesRegoVersion(ast.RegoV1))
	capabilities.Builtins = slices.DeleteFunc(slices.Clone(capabilities.Builtins), func(b *ast.Builtin) bool {
		return b.Nondeterministic && !slices.Contains(allowed, b.Name)
	})
	return capabilities
}

func readSchemas(tree fs.FS) (*ast.SchemaSet, error) {
	names, err := fs.Glob(tree, "schemas/*.json")
	if err != nil {
		return nil, fmt.Errorf("find schemas: %w", err)
	}
	if len(names) == 0 {
		return nil, ErrNoSchemas
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
