package gatekeeper

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// Errors that callers may test for with errors.Is.
var (
	// ErrFacet is wrapped for a rule about something that no cluster shows to Gatekeeper, such as a Dockerfile.
	ErrFacet = errors.New("not a rule about Kubernetes objects")
	// ErrUnmet is wrapped for a rule that reads what no object of a cluster has.
	ErrUnmet = errors.New("no object of a cluster has what it reads")
	// ErrName is wrapped for a rule whose name is too long for a resource.
	ErrName = errors.New("name too long for a constraint kind")
)

// maxName is the longest name of a custom resource definition's plural: a DNS label (RFC 1035).
const maxName = 63

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

// NewTemplate makes the ConstraintTemplate of a rule. It is compiled before it is returned. The error wraps ErrFacet or
// ErrUnmet for a rule that has nothing to say in a cluster, ErrName, ErrVersion, or ast.Errors.
func NewTemplate(library *policy.Library, r rule.Rule, options Options) (ConstraintTemplate, error) {
	if err := check(r); err != nil {
		return ConstraintTemplate{}, err
	}
	code, err := newSource(library, r, options.Version)
	if err != nil {
		return ConstraintTemplate{}, fmt.Errorf("export %s: %w", r.ID, err)
	}
	schema, err := parametersSchema(r)
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
				Validation: Validation{OpenAPIV3Schema: schema},
			}},
			Targets: []Target{{
				Target: "admission.k8s.gatekeeper.sh",
				Code:   []Code{{Engine: "Rego", Source: code}},
			}},
		},
	}, nil
}

// facets are the ones that policies/seaworthy/kubernetes makes.
var facets = []string{"workload", "reference", "secret"}

func check(r rule.Rule) error {
	if !slices.Contains(facets, r.Facet) {
		return fmt.Errorf("export %s: %w", r.ID, ErrFacet)
	}
	if len(KindName(r)) > maxName {
		return fmt.Errorf("export %s: %w", r.ID, ErrName)
	}
	return nil
}

// bundles are the names by which Gatekeeper's own library knows profiles.
var bundles = map[string]string{"pss-baseline": "pod-security-baseline", "pss-restricted": "pod-security-restricted"}

// annotations are the ones that Gatekeeper's own library has, and the rule's id.
func annotations(r rule.Rule) map[string]string {
	made := map[string]string{
		"description":                    r.Description,
		"metadata.gatekeeper.sh/title":   r.Title,
		"metadata.gatekeeper.sh/version": strings.TrimPrefix(r.Since, "v"),
		"seaworthy.io/rule":              r.ID,
		"seaworthy.io/profiles":          strings.Join(r.Choosable(), ", "),
	}
	if url := r.URL(); url != "" {
		made["policy.gatekeeper.sh/docs"] = url
	}
	var named []string
	for _, profile := range r.Profiles {
		if bundle := bundles[profile]; bundle != "" {
			named = append(named, bundle)
		}
	}
	if len(named) > 0 {
		made["metadata.gatekeeper.sh/bundle"] = strings.Join(named, ", ")
	}
	return made
}

// exemptImages is a parameter that every template has, under the name that those of Gatekeeper's own library have.
const exemptImages = "exemptImages"

var exemptImagesSchema = Schema{
	Type: "array",
	Description: "Images whose containers are left alone, as they are written in objects. A star at the end stands for " +
		"anything, `registry.example.com/*`.",
	Items: &Schema{Type: "string"},
}

func parametersSchema(r rule.Rule) (Schema, error) {
	made := Schema{Type: "object", Properties: map[string]Schema{exemptImages: exemptImagesSchema}}
	for name, parameter := range r.Parameters {
		schema := parameterSchema(parameter)
		value, err := yamlValue(parameter.Default)
		if err != nil {
			return Schema{}, fmt.Errorf("default of %s: %w", name, err)
		}
		schema.Default = &value
		made.Properties[name] = schema
	}
	return made, nil
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
