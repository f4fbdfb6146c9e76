// Package policies holds the rules: Rego, and the JSON Schemas that type their input.
//
// The folder is the root of an OPA bundle. Rules stand in seaworthy/rules, one folder each, what several of them
// share in seaworthy/lib, the lists that they read in seaworthy/data; seaworthy/catalogue is their METADATA as data,
// generated, and compiled.bin all of them as OPA's compiler leaves them, generated too. The package knows no OPA:
//
//	loaded, err := policy.LoadCompiled(policies.FS, policies.Compiled)
package policies

import "embed"

// FS is the tree of this folder, without the generated pages.
//
//go:embed seaworthy schemas
var FS embed.FS

// Compiled is the text of compiled.bin. It is not part of FS, where who reads it gets a copy: a process that starts would
// feel that.
//
//go:embed compiled.bin
var Compiled string
