package gatekeeper

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/format"

	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

const (
	normaliserPackage = "data.seaworthy.kubernetes"
	parameterPackage  = "data.seaworthy.lib.parameter"
)

// parameterLibrary takes the place of the library that reads parameters from data: the module that says `violation`
// puts them into the rule's input.
const parameterLibrary = `package lib.seaworthy.lib.parameter

value(_, name) := input.parameters[name]
`

// newSource gathers the rule and all that it reaches, moves it below data.lib, adds the module that asks it, and makes sure
// that the version's OPA takes all of it.
func newSource(library *policy.Library, r rule.Rule, version Version) (Source, error) {
	modules, err := library.PackageModules(normaliserPackage, policy.Package(r))
	if err != nil {
		return Source{}, err
	}
	if reason := unmet(modules, r); reason != nil {
		return Source{}, reason
	}
	prune(modules, r)
	texts, err := libraryTexts(library, modules, version)
	if err != nil {
		return Source{}, err
	}
	made := Source{Version: "v1", Libs: texts}
	if made.Rego, err = violationModule(r); err != nil {
		return Source{}, err
	}
	return made, version.checkTexts(append(texts, made.Rego))
}

func libraryTexts(library *policy.Library, modules map[string]*ast.Module, version Version) ([]string, error) {
	lists, err := library.Lists(modules)
	if err != nil {
		return nil, err
	}
	var texts []string
	if lists.Len() > 0 {
		texts = append(texts, listsModule(lists))
	}
	lowered := false
	for _, module := range modules {
		if !version.interpolates() {
			lowered = lowerInterpolation(module) || lowered
		}
		text, err := libraryText(module)
		if err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	if lowered {
		texts = append(texts, spaced(interpolationLibrary))
	}
	slices.Sort(texts)
	return texts, nil
}

// listsModule holds the lists that the rule reads, which are data elsewhere.
func listsModule(lists ast.Object) string {
	text := "package lib.seaworthy.data\n"
	lists.Foreach(func(name, list *ast.Term) {
		key, _ := name.Value.(ast.String) // the lists of a library have names
		text += fmt.Sprintf("\n%s := %s\n", string(key), list)
	})
	return text
}

func libraryText(module *ast.Module) (string, error) {
	if module.Package.Path.String() == parameterPackage {
		return spaced(parameterLibrary), nil
	}
	module.Comments, module.Annotations = nil, nil
	if _, err := ast.TransformRefs(module, moved); err != nil {
		return "", fmt.Errorf("move %s: %w", module.Package.Path, err)
	}
	text, err := format.Ast(module)
	if err != nil {
		return "", fmt.Errorf("format %s: %w", module.Package.Path, err)
	}
	return spaced(string(text)), nil
}

// moved turns data.seaworthy into data.lib.seaworthy, in packages, imports and references alike.
func moved(ref ast.Ref) (ast.Value, error) {
	home := ast.DefaultRootRef.Append(ast.StringTerm("seaworthy"))
	if !ref.HasPrefix(home) {
		return ref, nil
	}
	return slices.Insert(ref.Copy(), 1, ast.StringTerm("lib")), nil
}

// violationText is the module that Gatekeeper asks. It has five blanks: the package, the rule's package, what is known of
// the rule, what else the rule is told, and the parameters' defaults.
//
// Where Gatekeeper audits, a review has no operation. What is deleted is not judged, and neither is an update of what is
// being deleted: all that is left to change in it is the list of those who must let it go. The pod of a Pod and that of a
// Job can hardly be changed, so that a violation that was there before would stand in the way of each update: only what an
// update brings counts.
const violationText = `package %s

import data.lib.seaworthy.kubernetes
import %s as judged

violation contains {"msg": finding.msg, "details": object.union(described, {"at": finding.at})} if {
	not leaves
	some finding in found(input.review.object)
	not exempt(finding.at)
	not stays(finding)
}

described := %s

leaves if input.review.operation == "DELETE"

leaves if {
	input.review.operation == "UPDATE"
	input.review.object.metadata.deletionTimestamp
}

stays(finding) if {
	input.review.operation == "UPDATE"
	input.review.object.kind in {"Pod", "Job"}
	some former in found(input.review.oldObject)
	[former.msg, former.at] == [finding.msg, finding.at]
}

found(resource) := denied if {
	document := object.union(kubernetes.document(resource), {"parameters": parameters%s})
	denied := judged.deny with input as document
}

exempt(at) if {
	some pattern in input.parameters.exemptImages
	some image, places in kubernetes.image_places(input.review.object)
	fits(image, pattern)
	some place in places
	startswith(concat("", [at, "/"]), concat("", [place, "/"]))
}

fits(image, pattern) if image == pattern

fits(image, pattern) if {
	endswith(pattern, "*")
	startswith(image, trim_suffix(pattern, "*"))
}

parameters := {name: object.get(input, ["parameters", name], fallback) |
	some name, fallback in %s
}
`

// told is what rules of a facet learn from whoever asks them: they have no clock.
var told = map[string]string{
	"reference": `, "reference": {"today": time.format([time.now_ns(), "UTC", "2006-01-02"])}`,
}

func violationModule(r rule.Rule) (string, error) {
	described, err := jsonText(map[string]string{
		"rule": r.ID, "severity": string(r.Severity), "remediation": r.Remediation, "url": r.URL(),
	})
	if err != nil {
		return "", err
	}
	fallbacks := map[string]json.RawMessage{}
	for name, parameter := range r.Parameters {
		fallbacks[name] = parameter.Default
	}
	defaults, err := jsonText(fallbacks)
	if err != nil {
		return "", err
	}
	home := strings.Replace(policy.Package(r), "data.", "data.lib.", 1)
	text := fmt.Sprintf(violationText, strings.ToLower(KindName(r)), home, described, told[r.Facet], defaults)
	formatted, err := format.SourceWithOpts("violation.rego", []byte(text), format.Opts{RegoVersion: ast.RegoV1})
	if err != nil {
		return "", fmt.Errorf("format violation: %w", err)
	}
	return spaced(string(formatted)), nil
}

// jsonText gives JSON as Rego reads it, with one entry a line.
func jsonText[T map[string]string | map[string]json.RawMessage](values T) (string, error) {
	text, err := json.MarshalIndent(values, "", "\t")
	if err != nil {
		return "", fmt.Errorf("write metadata: %w", err)
	}
	return string(text), nil
}

var indentation = regexp.MustCompile(`(?m)^\t+`)

// spaced indents with spaces: YAML's block texts don't take tabs.
func spaced(text string) string {
	return indentation.ReplaceAllStringFunc(text, func(tabs string) string { return strings.Repeat("  ", len(tabs)) })
}
