package gatekeeper

import (
	"errors"
	"fmt"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// Errors that callers may test for with errors.Is.
var (
	// ErrFacet is wrapped for a rule about something that no cluster shows to Gatekeeper, such as a Dockerfile.
	ErrFacet = errors.New("not a rule about Kubernetes objects")
	// ErrName is wrapped for a rule whose name is too long for a resource.
	ErrName = errors.New("name too long for a constraint kind")
)

// maxName is the longest name of a custom resource definition's plural: a DNS label (RFC 1035).
const maxName = 63

// Exportable reports whether a cluster shows Gatekeeper what the rule reads: the facets that policies/seaworthy/kubernetes
// makes.
func Exportable(r rule.Rule) bool {
	return r.Facet == "workload" || r.Facet == "reference"
}

// KindName returns the kind of a rule's constraints: SeaworthyWorkloadPrivilegedContainer for
// workload/privileged_container.
func KindName(r rule.Rule) string {
	name := "Seaworthy"
	for _, word := range words(r) {
		name += strings.ToUpper(word[:1]) + word[1:]
	}
	return name
}

func words(r rule.Rule) []string {
	return strings.FieldsFunc(r.ID, func(c rune) bool { return c == '/' || c == '_' })
}

// NewTemplate makes the ConstraintTemplate of a rule. The error wraps ErrFacet for a rule that is not Exportable.
func NewTemplate(library *policy.Library, r rule.Rule) (ConstraintTemplate, error) {
	if err := check(r); err != nil {
		return ConstraintTemplate{}, err
	}
	code, err := newSource(library, r)
	if err != nil {
		return ConstraintTemplate{}, fmt.Errorf("export %s: %w", r.ID, err)
	}
	return ConstraintTemplate{
		APIVersion: "templates.gatekeeper.sh/v1",
		Kind:       "ConstraintTemplate",
		Metadata:   Metadata{Name: strings.ToLower(KindName(r)), Annotations: annotations(r)},
		Spec: TemplateSpec{
			CRD: CRD{Spec: CRDSpec{
				Names:      Names{Kind: KindName(r)},
				Validation: Validation{OpenAPIV3Schema: parametersSchema(r)},
			}},
			Targets: []Target{{
				Target: "admission.k8s.gatekeeper.sh",
				Code:   []Code{{Engine: "Rego", Source: code}},
			}},
		},
	}, nil
}

func check(r rule.Rule) error {
	if !Exportable(r) {
		return fmt.Errorf("export %s: %w", r.ID, ErrFacet)
	}
	if len(KindName(r)) > maxName {
		return fmt.Errorf("export %s: %w", r.ID, ErrName)
	}
	return nil
}

// annotations are the ones that Gatekeeper's own library has, and the rule's id.
func annotations(r rule.Rule) map[string]string {
	return map[string]string{
		"description":                    r.Description,
		"metadata.gatekeeper.sh/title":   r.Title,
		"metadata.gatekeeper.sh/version": strings.TrimPrefix(r.Since, "v"),
		"seaworthy.io/rule":              r.ID,
		"seaworthy.io/profiles":          strings.Join(r.Profiles, ", "),
		"seaworthy.io/url":               r.URL(),
	}
}

func parametersSchema(r rule.Rule) Schema {
	made := Schema{Type: "object"}
	for name, parameter := range r.Parameters {
		if made.Properties == nil {
			made.Properties = map[string]Schema{}
		}
		made.Properties[name] = parameterSchema(parameter)
	}
	return made
}

func parameterSchema(p rule.Parameter) Schema {
	made := Schema{Type: p.Type, Description: p.Description, Enum: p.Enum}
	switch {
	case p.Type == "object":
		made.PreserveUnknownFields = true
	case p.Type == "array" && p.Items == nil:
		made.Items = &Schema{PreserveUnknownFields: true}
	case p.Type == "array":
		items := parameterSchema(*p.Items)
		made.Items = &items
	}
	return made
}
