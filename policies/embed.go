// Package policies holds the rules: Rego, and the JSON Schemas that type their input.
//
// The folder is the root of an OPA bundle. Rules stand in seaworthy/rules, one folder each, what several of them
// share in seaworthy/lib, the lists that they read in seaworthy/data; seaworthy/catalogue is their METADATA as data,
// generated. The package knows no OPA:
//
//	loaded, err := policy.Load(policies.FS)
package policies

import "embed"

// FS is the tree of this folder, without the generated pages.
//
//go:embed seaworthy schemas
var FS embed.FS
