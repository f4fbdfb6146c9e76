// Package arch holds the layers of this module and tells which imports break them.
//
// Data goes one way: from bytes to documents, to what rules say of them, to reports. Each package has a layer and
// imports only lower ones, never a sibling, so that one can be read, tested and replaced without the others. What is
// heavy or belongs to one job (OPA's evaluator, BuildKit's parser, the command line) has one place where it may be used.
// The test of this package asks both of the source as it stands.
//
//	packages, err := arch.Load("../..")
//	for _, fault := range arch.Faults(packages) {
//		fmt.Println(fault)
//	}
package arch

import (
	"fmt"
	"slices"
	"strings"
)

const module = "github.com/seaworthy-policy/seaworthy/"

// layers of the packages; one imports only what has a lower number. Those below internal/ may import anything, and
// nothing outside internal/ imports them.
var layers = map[string]int{
	"policies":                   0,
	"bundles":                    0,
	"pkg/source":                 0,
	"pkg/rule":                   0,
	"pkg/reference":              1,
	"pkg/shell":                  1,
	"pkg/registry":               1,
	"pkg/secret":                 1,
	"pkg/config":                 2,
	"pkg/finding":                1,
	"pkg/policy/compiled":        1,
	"pkg/changes":                1,
	"pkg/input":                  2,
	"pkg/policy":                 2,
	"pkg/fix":                    2,
	"pkg/report":                 2,
	"pkg/suppress":               4,
	"pkg/scaffold":               3,
	"pkg/input/command":          3,
	"pkg/input/yamlfile":         3,
	"pkg/input/engineoption":     3,
	"pkg/input/compose":          4,
	"pkg/input/dockerfile":       4,
	"pkg/input/dockerrun":        4,
	"pkg/input/kubernetes":       4,
	"pkg/input/ignorefile":       4,
	"pkg/shellcheck":             4,
	"pkg/engine":                 4,
	"pkg/engine/rego":            4,
	"pkg/conftest/configuration": 4,
	"pkg/conftest":               5,
	"pkg/gatekeeper":             5,
	"pkg/bundle":                 5,
	"pkg/seaworthy":              6,
	"pkg/server/reload":          0,
	"pkg/server/repeat":          0,
	"pkg/server/posted":          0,
	"pkg/server/access":          1,
	"pkg/server":                 9,
	"pkg/server/admission":       7,
	"pkg/server/externaldata":    7,
	"pkg/server/gatekeeper":      7,
	"pkg/server/bundles":         7,
	"pkg/server/sources":         7,
	"pkg/server/fleet":           7,
	"pkg/server/policies":        8,
	"cmd/seaworthy":              10,
}

const (
	opa = "github.com/open-policy-agent/opa/v1/"
	// commandLine is the folder of the programs that are shipped.
	commandLine = "cmd/"
)

// A restriction says who may import what: everything whose path begins with the prefix.
type restriction struct {
	prefix string
	users  []string
}

// restrictions in order; the first that fits an import decides.
var restrictions = []restriction{
	{opa + "version", []string{"pkg/policy/compiled"}},
	{opa + "ast", []string{"pkg/engine", "pkg/engine/rego", "pkg/policy", "pkg/policy/compiled", "pkg/gatekeeper", "pkg/bundle"}},
	{opa + "format", []string{"pkg/gatekeeper"}},
	{opa + "bundle", []string{"pkg/bundle"}},
	{opa + "util", []string{"pkg/bundle"}},
	{"github.com/open-policy-agent/", []string{"pkg/engine", "pkg/engine/rego"}},
	{"github.com/moby/buildkit/", []string{"pkg/input/dockerfile", "pkg/conftest/configuration"}},
	// Its loader and its schema cost 8 ms at every start: they are for tests.
	{"github.com/compose-spec/compose-go/v2/dotenv", []string{"pkg/input/compose"}},
	{"github.com/compose-spec/", nil},
	{"github.com/google/go-containerregistry/", []string{"pkg/registry"}},
	{"github.com/spf13/cobra", []string{commandLine}},
	{"go.etcd.io/bbolt", []string{"pkg/server/fleet"}},
	{"github.com/prometheus/", []string{"pkg/server", "pkg/server/"}},
}

// A Package is what the checks need to know of one package. Test files do not count for Imports.
type Package struct {
	// Path is relative to the module: "pkg/input/dockerfile".
	Path string
	// Imports are full import paths.
	Imports []string
	// Inits and Exits are places, "FILE:LINE", of functions called init and of calls to os.Exit outside of main.
	Inits, Exits []string
}

// Faults returns what breaks the rules, one line each, in the order of the packages.
func Faults(packages []Package) []string {
	var faults []string
	for _, p := range packages {
		faults = append(faults, p.unknown()...)
		for _, imported := range p.Imports {
			faults = append(faults, p.climbs(imported)...)
			faults = append(faults, p.oversteps(imported)...)
		}
		for _, place := range p.Inits {
			faults = append(faults, place+": has an init function")
		}
		for _, place := range p.Exits {
			faults = append(faults, place+": calls os.Exit outside of main")
		}
	}
	return faults
}

func (p Package) isInternal() bool {
	return strings.HasPrefix(p.Path, "internal/")
}

func (p Package) unknown() []string {
	if _, ok := layers[p.Path]; ok || p.isInternal() {
		return nil
	}
	return []string{p.Path + ": has no layer; add it to the table in internal/arch"}
}

// climbs finds an import of our own from the same layer or a higher one.
func (p Package) climbs(imported string) []string {
	own, ours := strings.CutPrefix(imported, module)
	if !ours || p.isInternal() {
		return nil
	}
	if strings.HasPrefix(own, "internal/") {
		return []string{fmt.Sprintf("%s: imports %s, which is for development", p.Path, own)}
	}
	if layers[own] < layers[p.Path] {
		return nil
	}
	return []string{fmt.Sprintf("%s (layer %d): imports %s (layer %d)", p.Path, layers[p.Path], own, layers[own])}
}

// oversteps finds an import of somebody else's that has its place in another package.
func (p Package) oversteps(imported string) []string {
	for _, r := range restrictions {
		if p.isInternal() || !strings.HasPrefix(imported, r.prefix) {
			continue
		}
		allowed := slices.ContainsFunc(r.users, func(user string) bool {
			return p.Path == user || strings.HasSuffix(user, "/") && strings.HasPrefix(p.Path, user)
		})
		if allowed {
			return nil
		}
		return []string{fmt.Sprintf("%s: imports %s, which is for %s", p.Path, imported, strings.Join(r.users, ", "))}
	}
	return nil
}
