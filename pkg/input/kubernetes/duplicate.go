package kubernetes

import (
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// duplicates reports the keys that a mapping below the node has twice. The API server refuses such an object.
func (c chunk) duplicates(root *yaml.Node) []input.Problem {
	var found []*yaml.Node
	var visit func(*yaml.Node)
	visit = func(node *yaml.Node) {
		found = append(found, repeatedKeys(node)...)
		for _, child := range node.Content {
			visit(child)
		}
	}
	visit(root)
	if len(found) == 0 {
		return nil
	}
	problems := make([]input.Problem, 0, len(found))
	for _, key := range found {
		problems = append(problems, input.Problem{
			Message: "the key " + strconv.Quote(key.Value) + " stands twice in one mapping",
			Span:    c.span(key, key),
		})
	}
	return problems
}

func repeatedKeys(node *yaml.Node) []*yaml.Node {
	if node.Kind != yaml.MappingNode {
		return nil
	}
	var repeated []*yaml.Node
	seen := make(map[string]bool, len(node.Content)/2)
	for key := range slices.Chunk(node.Content, 2) {
		if key[0].Kind != yaml.ScalarNode || isMerge(key[0]) {
			continue
		}
		if seen[key[0].Value] {
			repeated = append(repeated, key[0])
		}
		seen[key[0].Value] = true
	}
	return repeated
}
