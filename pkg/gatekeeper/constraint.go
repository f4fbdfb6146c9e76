package gatekeeper

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/input/kubernetes"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// podKinds are the kinds that hold a pod, by API group; textKinds are those and ConfigMaps, which hold texts.
var podKinds, textKinds = matchGroups(), matchGroups("ConfigMap")

// matchGroups are the groups of kinds that hold a pod, the first with others too.
func matchGroups(others ...string) []MatchKinds {
	var matched []MatchKinds
	for _, group := range kubernetes.PodGroups() {
		match := MatchKinds{APIGroups: []string{group.Name}}
		for _, kind := range group.Kinds {
			match.Kinds = append(match.Kinds, kind.Name)
		}
		matched = append(matched, match)
	}
	matched[0].Kinds = append(matched[0].Kinds, others...)
	return matched
}

// textFacts are what rules read of the facet secret that ConfigMaps have too.
var textFacts = []string{"secret/named/", "secret/credentials", "secret/addresses"}

// kinds are the kinds of objects that a rule has something to say about.
func kinds(r rule.Rule) []MatchKinds {
	for _, need := range slices.Concat(r.Needs...) {
		if slices.ContainsFunc(textFacts, func(fact string) bool { return strings.HasPrefix(need, fact) }) {
			return textKinds
		}
	}
	return podKinds
}

// NewConstraint makes a Constraint that puts the rule in force, with the parameters' defaults. The error wraps ErrFacet for
// a rule about something that no cluster shows to Gatekeeper.
func NewConstraint(r rule.Rule, options Options) (Constraint, error) {
	if err := check(r); err != nil {
		return Constraint{}, err
	}
	parameters, err := defaults(r)
	if err != nil {
		return Constraint{}, fmt.Errorf("export %s: %w", r.ID, err)
	}
	if len(options.ExemptImages) > 0 {
		if parameters[exemptImages], err = textList(options.ExemptImages); err != nil {
			return Constraint{}, fmt.Errorf("export %s: %w", r.ID, err)
		}
	}
	made := Constraint{
		APIVersion: "constraints.gatekeeper.sh/v1beta1",
		Kind:       KindName(r),
		Metadata:   Metadata{Name: strings.Join(append([]string{"seaworthy"}, words(r)...), "-")},
		Spec:       ConstraintSpec{EnforcementAction: options.action(r), Match: options.match(r), Parameters: parameters},
	}
	if scoped := options.scoped(r); scoped != nil {
		made.Spec.EnforcementAction, made.Spec.ScopedEnforcementActions = "scoped", scoped
	}
	return made, nil
}

func textList(texts []string) (yaml.Node, error) {
	var node yaml.Node
	err := node.Encode(texts)
	return node, err
}

func defaults(r rule.Rule) (map[string]yaml.Node, error) {
	values := make(map[string]yaml.Node, len(r.Parameters))
	for name, parameter := range r.Parameters {
		value, err := yamlValue(parameter.Default)
		if err != nil {
			return nil, fmt.Errorf("default of %s: %w", name, err)
		}
		values[name] = value
	}
	return values, nil
}

// yamlValue turns JSON into YAML as people write it.
func yamlValue(text json.RawMessage) (yaml.Node, error) {
	var document yaml.Node
	if err := yaml.Unmarshal(text, &document); err != nil {
		return yaml.Node{}, err
	}
	if len(document.Content) != 1 {
		return yaml.Node{}, fmt.Errorf("%q is no value", text)
	}
	plain(document.Content[0])
	return *document.Content[0], nil
}

func plain(node *yaml.Node) {
	node.Style = 0
	for _, child := range node.Content {
		plain(child)
	}
}
