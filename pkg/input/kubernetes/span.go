package kubernetes

import (
	"bytes"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/input/yamlfile"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// of returns the span of key and value for a scalar, of the key for what holds more, and of the first pair, with the
// dash before it, for an element of a list.
func (c chunk) of(found place) source.Span {
	if found.key == nil {
		return c.element(found.value)
	}
	if value := found.value; value.Kind == yaml.ScalarNode || value.Kind == yaml.AliasNode {
		return c.span(found.key, value)
	}
	return c.span(found.key, found.key)
}

// text returns the span of a scalar with its quotes, and without its tag and anchor.
func (c chunk) text(node *yaml.Node) source.Span {
	return c.lines.Span(c.skipProperties(c.startOf(node)), c.endOf(node))
}

func (c chunk) span(first, last *yaml.Node) source.Span {
	return c.lines.Span(c.startOf(first), c.endOf(last))
}

func (c chunk) element(node *yaml.Node) source.Span {
	start, end := c.startOf(node), c.endOf(node)
	if node.Kind == yaml.MappingNode && len(node.Content) > 0 {
		pair := place{node.Content[0], node.Content[1]}
		end = max(end, c.lines.Offset(c.of(pair).EndLine, c.of(pair).EndColumn))
	}
	return c.lines.Span(c.dashBefore(start), end)
}

// dashBefore returns the offset of the dash that a list element stands behind on its line, or else its own.
func (c chunk) dashBefore(start int) int {
	before := bytes.TrimRight(c.content[c.start:start], " \t")
	if bytes.HasSuffix(before, []byte("-")) {
		return c.start + len(before) - 1
	}
	return start
}

func (c chunk) startOf(node *yaml.Node) int {
	return c.offset(node.Line, node.Column)
}

// endOf returns where the text of a scalar or alias ends; for anything else, its first character.
func (c chunk) endOf(node *yaml.Node) int {
	start := c.startOf(node)
	switch node.Kind {
	case yaml.AliasNode:
		return min(start+len("*")+len(node.Value), c.end)
	case yaml.ScalarNode:
		return c.scalarEnd(c.skipProperties(start), node)
	}
	return min(start+1, c.lineEnd(start))
}

// skipProperties steps over the tag and the anchor before a value.
func (c chunk) skipProperties(at int) int {
	for at < c.end && (c.content[at] == '!' || c.content[at] == '&') {
		word := bytes.IndexAny(c.content[at:c.end], " \t\r\n")
		if word < 0 {
			return c.end
		}
		at += word
		at += len(c.content[at:c.end]) - len(bytes.TrimLeft(c.content[at:c.end], " \t\r\n"))
	}
	return at
}

func (c chunk) scalarEnd(start int, node *yaml.Node) int {
	rest := c.content[start:c.end]
	switch {
	case node.Style&yaml.DoubleQuotedStyle != 0:
		return start + yamlfile.QuotedLength(rest, '"', '\\')
	case node.Style&yaml.SingleQuotedStyle != 0:
		return start + yamlfile.QuotedLength(rest, '\'', '\'')
	case bytes.HasPrefix(rest, []byte(node.Value)):
		return start + len(node.Value)
	}
	return c.lineEnd(start)
}
