package gatekeeper

import (
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// platform is what documents of Kubernetes objects call it.
const platform = "kubernetes"

// normalisers are the packages that make documents.
var normalisers = []string{normaliserPackage, "data.seaworthy.lib.image_reference"}

// freeFields hold keys that people choose.
var freeFields = []string{"labels", "annotations", "named", "node_selector", "dns_options"}

// unmet tells of a rule that can't do without something that the normaliser never makes: a compose file has networks, a
// Dockerfile has COPY. It is nil for a rule that may have something to say.
func unmet(modules map[string]*ast.Module, r rule.Rule) error {
	made := fieldsMade(modules)
	var missing []string
	for _, needed := range r.Needs {
		i := slices.IndexFunc(needed, func(path string) bool { return !made.leadTo(path) })
		if i < 0 {
			return nil
		}
		missing = append(missing, strings.Replace(needed[i], "=", " that is ", 1))
	}
	if len(missing) == 0 {
		return nil
	}
	slices.Sort(missing)
	return fmt.Errorf("%w: %s", ErrUnmet, strings.Join(slices.Compact(missing), " or "))
}

// fields are names that may stand in a document.
type fields struct {
	anywhere map[string]bool
	// secret are those at the top of the facet secret, where Dockerfiles have others.
	secret map[string]bool
}

// fieldsMade returns the keys of all objects in the normaliser, which are its fields and some words more.
func fieldsMade(modules map[string]*ast.Module) fields {
	made := fields{map[string]bool{}, map[string]bool{}}
	for _, module := range modules {
		if !slices.Contains(normalisers, module.Package.Path.String()) {
			continue
		}
		for _, each := range module.Rules {
			for _, key := range keys(each) {
				made.anywhere[key] = true
				if each.Head.Name == "secrets" {
					made.secret[key] = true
				}
			}
		}
	}
	return made
}

// keys returns the keys of the objects in a rule that are texts.
func keys(r *ast.Rule) []string {
	var found []string
	add := func(key *ast.Term) {
		if text, ok := key.Value.(ast.String); ok {
			found = append(found, string(text))
		}
	}
	ast.WalkTerms(r, func(term *ast.Term) bool {
		switch object := term.Value.(type) {
		case ast.Object:
			object.Foreach(func(key, _ *ast.Term) { add(key) })
		case *ast.ObjectComprehension:
			add(object.Key)
		}
		return false
	})
	return found
}

func (f fields) leadTo(path string) bool {
	path, text, _ := strings.Cut(path, "=")
	if path == "workload/platform" && text != "" {
		return text == platform
	}
	steps := strings.Split(path, "/")
	if steps[0] == "secret" && len(steps) > 1 && !f.secret[steps[1]] {
		return false
	}
	for _, step := range steps {
		if step != "*" && !f.anywhere[step] {
			return false
		}
		if slices.Contains(freeFields, step) {
			return true
		}
	}
	return true
}

// Expressible returns nil for a rule that may have something to say of an object in a cluster, be it asked by Gatekeeper
// or by an OPA. Any other error than one of reading the library wraps ErrFacet or ErrUnmet.
func Expressible(library *policy.Library, r rule.Rule) error {
	if err := check(r); err != nil {
		return err
	}
	modules, err := library.PackageModules(normaliserPackage)
	if err != nil {
		return err
	}
	return unmet(modules, r)
}
