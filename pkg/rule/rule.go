// Package rule describes rules: what each is called, how grave its defect is, what it may be told, and how a
// person names it.
//
// A rule's identity is its folder: facet and name, `workload/privileged_container`. The name states the defect, so
// that it reads after "allow". Everything else is METADATA of the rule's Rego file, turned into the values of this
// package when the project is built. The package is pure data: it knows neither Rego nor files.
//
//	catalogue, err := rule.NewCatalogue(rules)
//	found, err := catalogue.Resolve("DL3007") // or "hadolint:DL3007", or "reference/floating_tag"
package rule

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// documentation is where the generated pages of the rules can be read.
const documentation = "https://github.com/seaworthy-policy/seaworthy/blob/main/policies/seaworthy/rules/"

// OptIn stands in METADATA where others have a profile: the rule is a matter of taste, or says nothing until it is told
// something, and is asked for by its name. It is no profile that could be chosen.
const OptIn = "opt-in"

// A Status says how far a rule can be relied on.
type Status string

// The statuses a rule may have.
const (
	Stable     Status = "stable"
	Preview    Status = "preview"
	Deprecated Status = "deprecated"
)

// A Rule is one rule's metadata. Its JSON form is what `seaworthy rules -o json` prints and what bundles carry.
type Rule struct {
	// ID is the facet and the name with a slash between them: "dockerfile/root_user".
	ID string `json:"id"`
	// Facet is the part of a document that the rule reads: "dockerfile", "workload", "reference", ...
	Facet string `json:"facet"`
	// Name is the rule's folder below its facet; it states the defect: "root_user".
	Name string `json:"name"`
	// Title is the defect in a few words, without a full stop.
	Title string `json:"title"`
	// Description says why the defect matters, in Markdown.
	Description string `json:"description"`
	// Severity is how much harm the defect can do.
	Severity Severity `json:"severity"`
	// Profiles are the names of the profiles that the rule belongs to, or OptIn.
	Profiles []string `json:"profiles"`
	// Aliases name the same defect in other tools, "hadolint:DL3007", and the rule's own former ids.
	Aliases []string `json:"aliases"`
	// Parameters are what the rule may be told, by name.
	Parameters map[string]Parameter `json:"parameters"`
	// Remediation says how to mend the defect, in one or two sentences.
	Remediation string `json:"remediation"`
	// Fixable tells whether findings carry edits: "safe", "unsafe" or "no".
	Fixable string `json:"fixable"`
	// Since is the first release that had the rule: "v0.1.0".
	Since string `json:"since"`
	// Status is stable, preview or deprecated.
	Status Status `json:"status"`
	// References are addresses where one can read on.
	References []string `json:"references,omitzero"`
	// Hides lists ids of rules whose findings on the same node say less than this rule's.
	Hides []string `json:"hides,omitzero"`
	// Own tells that the rule is somebody's own, not one of this project.
	Own bool `json:"own,omitzero"`
	// Needs lists sets of paths in documents, "dockerfile/instructions/run/*/pipelines" with a star for any element, or
	// "dockerfile/acts/installs/*/kind=language" with the text that must stand there: where a document lacks something of
	// every set, the rule has nothing to say and need not be asked. It is worked out from the Rego; absent where that
	// can't be told.
	Needs [][]string `json:"needs,omitzero"`
}

// URL is the address of the rule's documentation: of somebody's own rule the first of its references, or "".
func (r Rule) URL() string {
	if r.Own {
		return strings.Join(r.References[:min(1, len(r.References))], "")
	}
	return documentation + r.Facet + "/README.md#" + r.Name
}

// In reports whether the rule belongs to the profile. Every rule belongs to the profile "all".
func (r Rule) In(profile string) bool {
	return profile == "all" || slices.Contains(r.Profiles, profile)
}

// Choosable returns the profiles that the rule is chosen by, besides "all". There are none for a rule that is only asked for
// by its name.
func (r Rule) Choosable() []string {
	return slices.DeleteFunc(slices.Clone(r.Profiles), func(name string) bool { return name == OptIn })
}

// WithDefaults returns the rule with other defaults for some of its parameters.
func (r Rule) WithDefaults(values map[string]json.RawMessage) Rule {
	r.Parameters = maps.Clone(r.Parameters)
	for name, value := range values {
		if parameter, ok := r.Parameters[name]; ok {
			parameter.Default = value
			r.Parameters[name] = parameter
		}
	}
	return r
}
