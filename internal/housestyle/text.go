package housestyle

import (
	"bytes"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/format"

	"github.com/seaworthy-policy/seaworthy/pkg/policy"
)

// unformatted finds files that `opa fmt` would change.
func unformatted(texts map[string][]byte) []Fault {
	var faults []Fault
	for name, text := range texts {
		formatted, err := format.SourceWithOpts(name, text, format.Opts{RegoVersion: ast.RegoV1})
		if err == nil && !bytes.Equal(formatted, text) {
			faults = append(faults, faultf(name, "is not formatted as `opa fmt` does"))
		}
	}
	return faults
}

// bannedCalls are built-ins that rules do without, and why.
var bannedCalls = map[string]string{
	"sprintf":   "a value that is undefined makes the finding vanish; interpolate",
	"http.send": "a rule reads nothing but its input",
	clock:       "a rule has no clock; its input says which day it is",
}

const (
	clock = policy.Clock
	// clockReader is the file that asks the rules on behalf of a server, and tells them the day.
	clockReader = "seaworthy/admission/admission.rego"
)

// banned finds calls and spellings that rules do without.
func banned(modules map[string]*ast.Module) []Fault {
	var faults []Fault
	for name, module := range modules {
		ast.WalkRefs(module, func(ref ast.Ref) bool {
			if why := bannedCalls[ref.String()]; why != "" && (ref.String() != clock || name != clockReader) {
				faults = append(faults, faultf(name, "calls %s: %s", ref, why))
			}
			if iteratesInPlace(ref) {
				faults = append(faults, faultf(name, "iterates with [_]; say `some x in xs`"))
			}
			return false
		})
	}
	return faults
}

func iteratesInPlace(ref ast.Ref) bool {
	for _, term := range ref[1:] {
		if variable, ok := term.Value.(ast.Var); ok && variable.IsWildcard() {
			return true
		}
	}
	return false
}
