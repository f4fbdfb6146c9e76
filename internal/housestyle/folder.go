package housestyle

import (
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// ruleFolders returns the folder of each rule: seaworthy/rules/FACET/NAME.
func ruleFolders(tree fs.FS) ([]string, error) {
	found, err := fs.Glob(tree, "seaworthy/rules/*/*")
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(found, func(name string) bool {
		info, err := fs.Stat(tree, name)
		return err != nil || !info.IsDir()
	}), nil
}

// incompleteFolders finds rules that lack one of their three files, and what else lies around.
func incompleteFolders(tree fs.FS, folders []string) []Fault {
	var faults []Fault
	for _, folder := range folders {
		name := path.Base(folder)
		wanted := []string{"example.txtar", name + ".rego", name + "_test.rego"}
		entries, err := fs.ReadDir(tree, folder)
		if err != nil {
			faults = append(faults, faultf(folder, "can't be read: %v", err))
		}
		for _, entry := range entries {
			if !slices.Contains(wanted, entry.Name()) {
				faults = append(faults, faultf(path.Join(folder, entry.Name()), "is none of a rule's three files"))
			}
		}
		for _, file := range wanted {
			if _, err := fs.Stat(tree, path.Join(folder, file)); errors.Is(err, fs.ErrNotExist) {
				faults = append(faults, faultf(folder, "has no %s", file))
			}
		}
		faults = append(faults, incompleteExample(tree, path.Join(folder, "example.txtar"))...)
	}
	return faults
}

// incompleteExample finds examples that lack a bad file, the findings it gets or a good file.
func incompleteExample(tree fs.FS, name string) []Fault {
	text, err := fs.ReadFile(tree, name)
	if err != nil {
		return nil // incompleteFolders has said so
	}
	parts := map[string]bool{}
	for _, file := range txtar.Parse(text).Files {
		parts[path.Dir(file.Name)] = true
		parts[file.Name] = len(file.Data) > 0
	}
	var faults []Fault
	for _, part := range []string{"bad", "want", "good"} {
		if !parts[part] {
			faults = append(faults, faultf(name, "has no %s", part))
		}
	}
	return faults
}

// release is a version as `since` names it.
var release = regexp.MustCompile(`^v\d+\.\d+\.\d+$`)

// undescribed finds rules whose METADATA is incomplete or clashes with that of others.
func undescribed(tree fs.FS) []Fault {
	rules, err := policy.Describe(tree)
	if err != nil {
		return []Fault{faultf("seaworthy/rules", "%v", err)}
	}
	var faults []Fault
	claimed, known := map[string]string{}, map[string]bool{}
	for _, r := range rules {
		known[r.ID] = true
	}
	for _, r := range rules {
		file := policy.RuleFile(r)
		faults = append(faults, misdescribed(r, known)...)
		for _, alias := range r.Aliases {
			if other := claimed[alias]; other != "" {
				faults = append(faults, faultf(file, "claims the alias %s, which is %s's", alias, other))
			}
			claimed[alias] = r.ID
		}
	}
	return faults
}

func misdescribed(r rule.Rule, known map[string]bool) []Fault {
	file := policy.RuleFile(r)
	var faults []Fault
	if !release.MatchString(r.Since) {
		faults = append(faults, faultf(file, "is since %q, which is no release", r.Since))
	}
	if len(r.References) == 0 {
		faults = append(faults, faultf(file, "names no related_resources"))
	}
	for _, id := range r.Hides {
		if !known[id] {
			faults = append(faults, faultf(file, "hides %s, which is no rule", id))
		}
	}
	for name, parameter := range r.Parameters {
		if parameter.Description == "" {
			faults = append(faults, faultf(file, "does not describe its parameter %s", name))
		}
	}
	return faults
}
