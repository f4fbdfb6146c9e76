package policy

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// ErrTree is wrapped when a tree of somebody's own rules can't be added to a library.
var ErrTree = errors.New("unusable rules")

// ownFolders are the only ones that a tree may add to.
var ownFolders = []string{rulesFolder, "seaworthy/lib", listsFolder}

// With returns a library that also has the rules of another tree, which has the same form as that of the library:
// seaworthy/rules/FACET/NAME/NAME.rego, and libraries and lists beside them. They are held to what built-in rules keep:
// complete METADATA, a unit test and an example, no built-in that hangs on more than its arguments, and no field that the
// schema of the facet lacks.
// Rego that is built in can't be replaced. A list of the name of a built-in one is laid over it: keys that both have are
// joined, elements come before the built-in ones, and a text, number or truth value takes the place of the built-in one.
//
// The error wraps ErrMetadata, ErrTree or ErrList, and is a *RegoError for what stands in a Rego file.
func (l *Library) With(own fs.FS) (*Library, error) {
	joined, err := l.with(own)
	return joined, asRegoError(err)
}

func (l *Library) with(own fs.FS) (*Library, error) {
	if err := l.checkFiles(own); err != nil {
		return nil, err
	}
	lists, err := l.joinLists(own)
	if err != nil {
		return nil, err
	}
	joined := &Library{files: overlay{upper: own, lower: l.files}, lists: lists, own: true}
	rules, err := describeFolders(joined.files, own)
	if err != nil {
		return nil, err
	}
	if len(rules) == 0 && len(lists) > 0 {
		return &Library{files: l.files, catalogue: l.catalogue, compiled: l.compiled, lists: lists, own: l.own}, nil
	}
	if len(rules) == 0 {
		return nil, fmt.Errorf("%w: none below %s", ErrTree, rulesFolder)
	}
	for i := range rules {
		rules[i].Own = true
	}
	if err := joined.checkModules(rules); err != nil {
		return nil, err
	}
	if err := checkGaps(own, rules); err != nil {
		return nil, err
	}
	if err := addNeeds(joined.files, rules); err != nil {
		return nil, err
	}
	joined.catalogue, err = rule.NewCatalogue(append(l.catalogue.Rules(), rules...))
	if err != nil {
		return nil, err
	}
	return joined, joined.checkHides(rules)
}

// checkFiles refuses files that stand in the library already, and such as nothing would ever read.
func (l *Library) checkFiles(own fs.FS) error {
	err := fs.WalkDir(own, "seaworthy", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		inside := slices.ContainsFunc(ownFolders, func(folder string) bool { return strings.HasPrefix(name, folder+"/") })
		if !inside && path.Ext(name) == ".rego" {
			return fmt.Errorf("%w: %s stands in none of %s", ErrTree, name, strings.Join(ownFolders, ", "))
		}
		if _, err := fs.Stat(l.files, name); err == nil && !strings.HasPrefix(name, listsFolder+"/") {
			return fmt.Errorf("%w: %s is built in", ErrTree, name)
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w: there is neither a folder %s nor %s", ErrTree, rulesFolder, listsFolder)
	}
	return err
}

// checkGaps refuses rules without a test or an example, and such as do not say what each built-in one says of itself. Whether
// tests pass and examples hold is another question, which takes longer.
func checkGaps(own fs.FS, rules []rule.Rule) error {
	gaps, err := Gaps(own)
	if err != nil {
		return err
	}
	for _, r := range rules {
		gaps = append(gaps, Untold(r)...)
	}
	if len(gaps) > 0 {
		return fmt.Errorf("%w: %s", ErrTree, gaps[0])
	}
	return nil
}

// checkModules compiles the rules and what they reach strictly, typed by the schemas of their facets.
func (l *Library) checkModules(rules []rule.Rule) error {
	reader := newReader(l.files)
	reader.options.ProcessAnnotation = true
	for _, r := range rules {
		typed := path.Join(rulesFolder, r.Facet, r.Facet+".rego")
		if _, err := fs.Stat(l.files, typed); err != nil {
			return fmt.Errorf("%w: %s: no document has the facet %q", ErrTree, r.ID, r.Facet)
		}
		if err := errors.Join(reader.read(typed), reader.read(RuleFile(r))); err != nil {
			return err
		}
		if err := checkDeny(r, reader.modules[RuleFile(r)]); err != nil {
			return err
		}
	}
	if err := l.checkReferences(reader.modules); err != nil {
		return err
	}
	mistakes, err := CompileStrictly(l.files, reader.modules)
	if err == nil && len(mistakes) > 0 {
		return fmt.Errorf("compile rules: %w", mistakes)
	}
	return err
}

func checkDeny(r rule.Rule, module *ast.Module) error {
	for _, defined := range module.Rules {
		if defined.Head.Name.Equal(ast.Var("deny")) && defined.Head.RuleKind() == ast.MultiValue {
			return nil
		}
	}
	return objection(module.Package.Location, fmt.Errorf("%w: %s has no set `deny`", ErrTree, r.ID))
}

// checkReferences makes sure that imports say all that modules read: by them alone it is known what a rule needs.
func (l *Library) checkReferences(modules map[string]*ast.Module) error {
	for name, module := range modules {
		for _, imported := range module.Imports {
			if err := l.checkImport(imported); err != nil {
				return objection(imported.Location, fmt.Errorf("%w: %w", ErrTree, err))
			}
		}
		if ref := directReference(module); ref != nil && !strings.HasPrefix(name, "seaworthy/lib/parameter/") {
			return objection(ref[0].Location, fmt.Errorf("%w: reads %s without an import", ErrTree, ref))
		}
	}
	return nil
}

func (l *Library) checkImport(imported *ast.Import) error {
	ref, ok := imported.Path.Value.(ast.Ref)
	if !ok || !ref.HasPrefix(ast.DefaultRootRef) {
		return nil
	}
	folder, _ := packageFolder(ref)
	if _, err := fs.Stat(l.files, folder); err != nil || !strings.HasPrefix(folder, "seaworthy/") {
		return fmt.Errorf("imports %s, which there is not", ref)
	}
	return nil
}

func directReference(module *ast.Module) ast.Ref {
	var found ast.Ref
	for _, r := range module.Rules {
		ast.WalkRefs(r, func(ref ast.Ref) bool {
			if ref.HasPrefix(ast.DefaultRootRef) {
				found = ref
			}
			return found != nil
		})
	}
	return found
}

// checkHides refuses rules that hide what is no rule.
func (l *Library) checkHides(rules []rule.Rule) error {
	for _, r := range rules {
		for _, id := range r.Hides {
			if _, known := l.catalogue.ByID(id); !known {
				err := fmt.Errorf("%w: %s hides %s, which is no rule", ErrMetadata, r.ID, id)
				return l.misplaced(r, &fieldError{[]string{"custom", "hides"}, err})
			}
		}
	}
	return nil
}

// misplaced gives an error about a field of a rule's METADATA its line.
func (l *Library) misplaced(r rule.Rule, wrong *fieldError) error {
	text, module, err := annotated(l.files, RuleFile(r))
	if err != nil {
		return err
	}
	return placed(text, packageMetadata(module).Location, wrong)
}
