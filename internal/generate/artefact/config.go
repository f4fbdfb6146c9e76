package artefact

import (
	"io/fs"

	"github.com/seaworthy-policy/seaworthy/pkg/config"
	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/suppress"
)

// ConfigSchemaPath is where the schema of .seaworthy.yaml is kept, relative to the module's root.
const ConfigSchemaPath = "pkg/config/schema.json"

// ConfigSchema returns the schema of .seaworthy.yaml for the rules of a tree and the profiles that are shipped.
func ConfigSchema(tree fs.FS) ([]byte, error) {
	rules, err := policy.Describe(tree)
	if err != nil {
		return nil, err
	}
	catalogue, err := rule.NewCatalogue(append(rules, suppress.Rules()...))
	if err != nil {
		return nil, err
	}
	return config.Schema(catalogue, append([]string{seaworthy.AllRules}, seaworthy.Profiles()...))
}
