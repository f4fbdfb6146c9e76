package housestyle_test

import (
	"os"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/policy"
)

// OPA puts the expressions of a body into an order in which every variable has a value when it is used. The engine leaves
// that out for the built-in rules, which is a third of compiling them: they have to be written in such an order.
func TestBodiesAreWrittenInTheOrderInWhichTheyAreEvaluated(t *testing.T) {
	library, err := policy.Load(os.DirFS(policies))
	require.NoError(t, err)
	ordered := compiled(t, library)
	asWritten := compiled(t, library, ast.StageCheckSafetyRuleBodies)
	require.NotEmpty(t, ordered)
	for file, module := range ordered {
		require.Equal(t, module.String(), asWritten[file].String(), file)
	}
}

func compiled(t *testing.T, library *policy.Library, without ...ast.StageID) map[string]*ast.Module {
	t.Helper()
	modules, err := library.Modules(library.Catalogue().Rules())
	require.NoError(t, err)
	compiler := ast.NewCompiler().WithSkipStages(without...)
	compiler.Compile(modules)
	require.False(t, compiler.Failed(), "%v", compiler.Errors)
	return compiler.Modules
}
