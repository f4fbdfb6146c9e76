package compose

import (
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A builder makes the values of one document of a file.
type builder struct {
	*loader
	file        *file
	environment environment
	// open are the anchors around the node that is built: one that holds itself has no end.
	open []*yaml.Node
}

// build makes a value of a node. Anchors stand where they are used; a node that is too much becomes null.
func (b *builder) build(key, node *yaml.Node) *value {
	made := &value{place: place{b.file, key, node}}
	if !b.spend(1) {
		return made
	}
	if len(b.open) >= maxDepth {
		b.complain(b.main, b.main.text.Start(), fmt.Sprintf("nested more than %d levels deep, so it is not read in full", maxDepth))
		return made
	}
	content := node
	if node.Kind == yaml.AliasNode {
		content = node.Alias
		if slices.Contains(b.open, content) {
			b.complain(b.file, b.file.text.Text(node), "the anchor "+node.Value+" holds itself")
			return made
		}
	}
	if content.Tag == "!reset" {
		made.kind = reset
		return made
	}
	made.replaces = content.Tag == "!override"
	b.open = append(b.open, content)
	b.fill(made, content)
	b.open = b.open[:len(b.open)-1]
	return made
}

func (b *builder) fill(made *value, content *yaml.Node) {
	switch content.Kind {
	case yaml.MappingNode:
		made.kind = mapping
		made.pairs = b.pairs(content)
	case yaml.SequenceNode:
		made.kind = list
		for _, element := range content.Content {
			if item := b.build(nil, element); item.kind != reset {
				made.items = append(made.items, item)
			}
		}
	case yaml.ScalarNode:
		b.scalar(made, content)
	}
}

func (b *builder) scalar(made *value, node *yaml.Node) {
	tag := node.ShortTag()
	if tag == "!!null" {
		return
	}
	made.kind, made.text, made.written = scalar, node.Value, node.Value
	made.isText, made.state = tag == "!!str" || made.replaces, input.Literal
	if !made.isText {
		return
	}
	filled := b.environment.expand(node.Value)
	made.text, made.state, made.uses = filled.text, filled.state, filled.uses
	if filled.invalid != "" {
		b.complain(b.file, b.file.text.Text(made.place.node),
			fmt.Sprintf("%q is no variable: write $$ for a dollar sign", filled.invalid))
	}
}

// pairs returns the pairs of a mapping, then those that it merges in and does not have: https://yaml.org/type/merge.html.
func (b *builder) pairs(node *yaml.Node) []pair {
	var own []pair
	index := map[string]int{}
	var merges []*yaml.Node
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, content := node.Content[i], node.Content[i+1]
		if isMerge(key) {
			merges = append(merges, content)
			continue
		}
		name := keyText(key)
		made := pair{name, b.build(key, content)}
		if before, twice := index[name]; twice {
			own[before] = made
			continue
		}
		index[name] = len(own)
		own = append(own, made)
	}
	for _, each := range merges {
		for _, source := range mergeSources(each) {
			for _, inherited := range b.merged(source) {
				if _, has := index[inherited.name]; !has {
					index[inherited.name] = len(own)
					own = append(own, inherited)
				}
			}
		}
	}
	return own
}

// merged returns the pairs of a mapping that is merged into another.
func (b *builder) merged(node *yaml.Node) []pair {
	if node.Kind == yaml.AliasNode {
		node = node.Alias
	}
	if node.Kind != yaml.MappingNode || slices.Contains(b.open, node) || !b.spend(1) {
		return nil
	}
	b.open = append(b.open, node)
	pairs := b.pairs(node)
	b.open = b.open[:len(b.open)-1]
	return pairs
}

func isMerge(key *yaml.Node) bool {
	return key.Kind == yaml.ScalarNode && key.Value == "<<" && key.ShortTag() == "!!merge"
}

// mergeSources returns the mappings that a merge key names, the strongest first.
func mergeSources(content *yaml.Node) []*yaml.Node {
	if content.Kind == yaml.AliasNode {
		content = content.Alias
	}
	if content.Kind == yaml.SequenceNode {
		return content.Content
	}
	return []*yaml.Node{content}
}

func keyText(key *yaml.Node) string {
	if key.Kind == yaml.AliasNode {
		key = key.Alias
	}
	return key.Value
}

// complain notes what can't be read. A mistake in another file is shown where the judged file takes that one in.
func (l *loader) complain(in *file, span source.Span, message string) {
	if in != l.main {
		message = fmt.Sprintf("%s:%s: %s", in.path, span, message)
		span = in.entrance
	}
	problem := input.Problem{Message: message, Span: span}
	if !slices.Contains(l.problems, problem) && len(l.problems) < maxProblems {
		l.problems = append(l.problems, problem)
	}
}

// spend takes from the budget that all of a project is paid from, and reports whether anything is left.
func (l *loader) spend(amount int) bool {
	if l.budget <= 0 {
		return false
	}
	if l.budget -= amount; l.budget > 0 {
		return true
	}
	l.complain(l.main, l.main.text.Start(), "aliases, includes and extends make the project too large to be read in full")
	return false
}
