package policy

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// ErrMetadata is wrapped when a rule's METADATA is incomplete or says what no rule may say.
var ErrMetadata = errors.New("invalid metadata")

// custom is the part of METADATA that is our own.
type custom struct {
	Severity    string                    `json:"severity"`
	Since       string                    `json:"since"`
	Status      rule.Status               `json:"status"`
	Profiles    []string                  `json:"profiles"`
	Aliases     []string                  `json:"aliases"`
	Parameters  map[string]rule.Parameter `json:"parameters"`
	Remediation string                    `json:"remediation"`
	Hides       []string                  `json:"hides"`
}

// Describe reads the METADATA of every rule of a tree. It is slow, and done when the project is built: the result
// becomes the catalogue that Load reads.
func Describe(files fs.FS) ([]rule.Rule, error) {
	rules, err := describeFolders(files, files)
	if err != nil {
		return nil, err
	}
	return rules, addNeeds(files, rules)
}

// describeFolders describes the rules whose folders stand in a part of a tree.
func describeFolders(files, part fs.FS) ([]rule.Rule, error) {
	folders, err := fs.Glob(part, rulesFolder+"/*/*")
	if err != nil {
		return nil, fmt.Errorf("find rules: %w", err)
	}
	var rules []rule.Rule
	for _, folder := range folders {
		info, err := fs.Stat(part, folder)
		if err != nil {
			return nil, fmt.Errorf("find rules: %w", err)
		}
		if !info.IsDir() {
			continue
		}
		described, err := describe(files, folder)
		if err != nil {
			return nil, err
		}
		rules = append(rules, described)
	}
	return rules, nil
}

func describe(files fs.FS, folder string) (rule.Rule, error) {
	facet, name := path.Base(path.Dir(folder)), path.Base(folder)
	file := path.Join(folder, name+".rego")
	text, module, err := annotated(files, file)
	if err != nil {
		return rule.Rule{}, err
	}
	if want := "data.seaworthy.rules." + facet + "." + name; module.Package.Path.String() != want {
		err := fmt.Errorf("%w: the package is %s, the folder says %s", ErrMetadata, module.Package.Path, want)
		return rule.Rule{}, objection(module.Package.Location, err)
	}
	metadata := packageMetadata(module)
	if metadata == nil {
		return rule.Rule{}, objection(module.Package.Location, fmt.Errorf("%w: the package has no METADATA", ErrMetadata))
	}
	described, err := fromMetadata(facet, name, metadata)
	if err != nil {
		return rule.Rule{}, placed(text, metadata.Location, err)
	}
	described.Fixable = fixable(module)
	return described, nil
}

// annotated reads a module with its METADATA.
func annotated(files fs.FS, file string) (text []byte, module *ast.Module, err error) {
	text, err = fs.ReadFile(files, file)
	if err != nil {
		return nil, nil, fmt.Errorf("read rule: %w", err)
	}
	module, err = ast.ParseModuleWithOpts(file, string(text), ast.ParserOptions{RegoVersion: ast.RegoV1, ProcessAnnotation: true})
	return text, module, err
}

func packageMetadata(module *ast.Module) *ast.Annotations {
	for _, a := range module.Annotations {
		if a.Scope == "package" {
			return a
		}
	}
	return nil
}

func fromMetadata(facet, name string, a *ast.Annotations) (rule.Rule, error) {
	own, err := decodeCustom(a)
	if err != nil {
		return rule.Rule{}, fmt.Errorf("%w: %w", ErrMetadata, err)
	}
	described := rule.Rule{
		ID: facet + "/" + name, Facet: facet, Name: name,
		Title: a.Title, Description: strings.TrimSpace(a.Description),
		Severity: rule.Severity(own.Severity), Profiles: own.Profiles, Aliases: own.Aliases, Parameters: own.Parameters,
		Remediation: strings.TrimSpace(own.Remediation), Since: own.Since, Status: own.Status,
		References: references(a), Hides: own.Hides,
	}
	return complete(described)
}

func decodeCustom(a *ast.Annotations) (custom, error) {
	text, err := json.Marshal(a.Custom)
	if err != nil {
		return custom{}, err
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	own := custom{Status: rule.Stable}
	if err := decoder.Decode(&own); err != nil {
		return own, mistyped(err)
	}
	return own, nil
}

// mistyped finds the field that JSON objects to.
func mistyped(err error) error {
	mistake, inJSON := strings.CutPrefix(err.Error(), "json: ")
	if !inJSON {
		return err
	}
	told := errors.New("custom: " + mistake)
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		keys := strings.Split(wrong.Field, ".")
		return &fieldError{[]string{anywhere, keys[len(keys)-1]}, told}
	}
	if name, unknown := strings.CutPrefix(mistake, "unknown field "); unknown {
		return &fieldError{[]string{anywhere, strings.Trim(name, `"`)}, told}
	}
	return told
}

func references(a *ast.Annotations) []string {
	var found []string
	for _, related := range a.RelatedResources {
		found = append(found, related.Ref.String())
	}
	return found
}

// complete fills what JSON shows as empty rather than absent, and refuses a rule that lacks what every rule has.
func complete(r rule.Rule) (rule.Rule, error) {
	for _, field := range []struct{ name, value string }{
		{"title", r.Title}, {"description", r.Description}, {"severity", string(r.Severity)},
		{"since", r.Since}, {"remediation", r.Remediation},
	} {
		if field.value == "" {
			return rule.Rule{}, fmt.Errorf("%w: %s has no %s", ErrMetadata, r.ID, field.name)
		}
	}
	if _, err := rule.ParseSeverity(string(r.Severity)); err != nil {
		return rule.Rule{}, &fieldError{[]string{"custom", "severity"}, fmt.Errorf("%w: %w", ErrMetadata, err)}
	}
	if len(r.Profiles) == 0 {
		return rule.Rule{}, fmt.Errorf("%w: %s belongs to no profile", ErrMetadata, r.ID)
	}
	if !slices.Contains([]rule.Status{rule.Stable, rule.Preview, rule.Deprecated}, r.Status) {
		err := fmt.Errorf("%w: %s has the unknown status %q", ErrMetadata, r.ID, r.Status)
		return rule.Rule{}, &fieldError{[]string{"custom", "status"}, err}
	}
	if err := checkDefaults(r); err != nil {
		return rule.Rule{}, err
	}
	if r.Parameters == nil {
		r.Parameters = map[string]rule.Parameter{}
	}
	if r.Aliases == nil {
		r.Aliases = []string{}
	}
	return r, nil
}

func checkDefaults(r rule.Rule) error {
	for _, name := range slices.Sorted(maps.Keys(r.Parameters)) {
		parameter := r.Parameters[name]
		field := []string{"custom", "parameters", name}
		if parameter.Default == nil {
			return &fieldError{field, fmt.Errorf("%w: %s: %s has no default", ErrMetadata, r.ID, name)}
		}
		if err := parameter.Check(parameter.Default); err != nil {
			return &fieldError{append(field, "default"), fmt.Errorf("%w: %s: default of %s: %w", ErrMetadata, r.ID, name, err)}
		}
	}
	return nil
}
