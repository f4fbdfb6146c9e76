package gatekeeper

import (
	"fmt"
	"io"

	"go.yaml.in/yaml/v3"
)

// A ConstraintTemplate is the resource that brings a rule into a cluster (templates.gatekeeper.sh/v1).
type ConstraintTemplate struct {
	APIVersion string       `yaml:"apiVersion"`
	Kind       string       `yaml:"kind"`
	Metadata   Metadata     `yaml:"metadata"`
	Spec       TemplateSpec `yaml:"spec"`
}

// Metadata names a resource.
type Metadata struct {
	Name        string            `yaml:"name"`
	Annotations map[string]string `yaml:"annotations,omitempty"`
}

// A TemplateSpec is the constraint kind that a template defines, and the code behind it.
type TemplateSpec struct {
	CRD     CRD      `yaml:"crd"`
	Targets []Target `yaml:"targets"`
}

// A CRD describes the constraint kind.
type CRD struct {
	Spec CRDSpec `yaml:"spec"`
}

// A CRDSpec gives the constraint kind's name and the shape of its parameters.
type CRDSpec struct {
	Names      Names      `yaml:"names"`
	Validation Validation `yaml:"validation"`
}

// Names holds the constraint kind.
type Names struct {
	Kind string `yaml:"kind"`
}

// A Validation holds the schema of `spec.parameters`.
type Validation struct {
	OpenAPIV3Schema Schema `yaml:"openAPIV3Schema"`
}

// A Schema is a structural schema: each level has a type
// (https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema).
type Schema struct {
	Type                  string            `yaml:"type,omitempty"`
	Description           string            `yaml:"description,omitempty"`
	Default               *yaml.Node        `yaml:"default,omitempty"`
	Enum                  []string          `yaml:"enum,omitempty,flow"`
	Properties            map[string]Schema `yaml:"properties,omitempty"`
	Items                 *Schema           `yaml:"items,omitempty"`
	PreserveUnknownFields bool              `yaml:"x-kubernetes-preserve-unknown-fields,omitempty"`
}

// A Target is code for one kind of review.
type Target struct {
	Target string `yaml:"target"`
	Code   []Code `yaml:"code"`
}

// Code is the source for one policy engine.
type Code struct {
	Engine string `yaml:"engine"`
	Source Source `yaml:"source"`
}

// A Source is Rego: the module that says `violation`, and its libraries.
type Source struct {
	// Version is the version of Rego.
	Version string   `yaml:"version"`
	Rego    string   `yaml:"rego"`
	Libs    []string `yaml:"libs"`
}

// A Constraint puts a template in force (constraints.gatekeeper.sh/v1beta1).
type Constraint struct {
	APIVersion string         `yaml:"apiVersion"`
	Kind       string         `yaml:"kind"`
	Metadata   Metadata       `yaml:"metadata"`
	Spec       ConstraintSpec `yaml:"spec"`
}

// A ConstraintSpec says what is judged and what follows.
type ConstraintSpec struct {
	// EnforcementAction is deny, warn, dryrun or scoped.
	EnforcementAction Action `yaml:"enforcementAction"`
	// ScopedEnforcementActions are there where the action is scoped.
	ScopedEnforcementActions []ScopedAction       `yaml:"scopedEnforcementActions,omitempty"`
	Match                    Match                `yaml:"match"`
	Parameters               map[string]yaml.Node `yaml:"parameters,omitempty"`
}

// A ScopedAction is an action at some enforcement points.
type ScopedAction struct {
	Action            Action             `yaml:"action"`
	EnforcementPoints []EnforcementPoint `yaml:"enforcementPoints"`
}

// An EnforcementPoint is a place where constraints are in force: validation.gatekeeper.sh.
type EnforcementPoint struct {
	Name string `yaml:"name"`
}

// A Match selects objects.
type Match struct {
	Kinds              []MatchKinds `yaml:"kinds"`
	Namespaces         []string     `yaml:"namespaces,omitempty"`
	ExcludedNamespaces []string     `yaml:"excludedNamespaces,omitempty"`
	LabelSelector      *Selector    `yaml:"labelSelector,omitempty"`
	NamespaceSelector  *Selector    `yaml:"namespaceSelector,omitempty"`
}

// A Selector selects by labels.
type Selector struct {
	MatchLabels map[string]string `yaml:"matchLabels"`
}

// MatchKinds selects objects by API group and kind.
type MatchKinds struct {
	APIGroups []string `yaml:"apiGroups,flow"`
	Kinds     []string `yaml:"kinds,flow"`
}

// Encode writes the resource as YAML. A document of a stream has `---` before it, which the caller writes.
func Encode[R ConstraintTemplate | Constraint | Suite | Catalog | Kustomization](w io.Writer, resource R) error {
	encoder := yaml.NewEncoder(w)
	encoder.SetIndent(2)
	if err := encoder.Encode(resource); err != nil {
		return fmt.Errorf("write resource: %w", err)
	}
	return encoder.Close()
}
