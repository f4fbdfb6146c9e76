package housestyle

import (
	"io/fs"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/seaworthy-policy/seaworthy/pkg/policy"
)

// doNotCompile finds what OPA's compiler objects to. Who may read the clock, banned says.
func doNotCompile(tree fs.FS, modules map[string]*ast.Module) []Fault {
	mistakes, err := policy.CompileStrictly(tree, modules, clock)
	if err != nil {
		return []Fault{faultf("schemas", "%v, run `go run ./internal/generate`", err)}
	}
	var faults []Fault
	for _, mistake := range mistakes {
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
