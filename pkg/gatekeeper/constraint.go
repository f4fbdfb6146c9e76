package gatekeeper

import (
	"encoding/json"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// podKinds are the kinds that hold a pod, by API group.
var podKinds = []MatchKinds{
	{APIGroups: []string{""}, Kinds: []string{"Pod", "PodTemplate", "ReplicationController"}},
	{APIGroups: []string{"apps"}, Kinds: []string{"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"}},
	{APIGroups: []string{"batch"}, Kinds: []string{"Job", "CronJob"}},
}

// NewConstraint makes a Constraint that puts the rule in force for all objects with a pod, with the parameters'
// defaults. It denies from severity medium upwards and warns below, as `seaworthy test` fails. The error wraps ErrFacet
// for a rule that is not Exportable.
func NewConstraint(r rule.Rule) (Constraint, error) {
	if err := check(r); err != nil {
		return Constraint{}, err
	}
	parameters, err := defaults(r)
	if err != nil {
		return Constraint{}, fmt.Errorf("export %s: %w", r.ID, err)
	}
	action := "warn"
	if r.Severity.AtLeast(rule.Medium) {
		action = "deny"
	}
	return Constraint{
		APIVersion: "constraints.gatekeeper.sh/v1beta1",
		Kind:       KindName(r),
		Metadata:   Metadata{Name: strings.Join(append([]string{"seaworthy"}, words(r)...), "-")},
		Spec:       ConstraintSpec{EnforcementAction: action, Match: Match{Kinds: podKinds}, Parameters: parameters},
	}, nil
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
