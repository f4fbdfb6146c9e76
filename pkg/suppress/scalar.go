package suppress

import (
	"bytes"
	"cmp"
	"slices"

	"go.yaml.in/yaml/v3"
)

// A stretch is a part of the file in which a number sign is text, from one offset to before another.
type stretch struct{ start, end int }

// texts returns the quoted and the block scalars of the manifest, in order. A plain scalar can't hold what would be a
// comment.
func (m *manifest) texts() []stretch {
	var found []stretch
	for _, root := range m.roots {
		m.addTexts(root, -1, &found)
	}
	slices.SortFunc(found, func(a, b stretch) int { return cmp.Compare(a.start, b.start) })
	return found
}

// addTexts goes through a node in a mapping or list that is indented so far; -1 is for the root.
func (m *manifest) addTexts(node *yaml.Node, indent int, found *[]stretch) {
	if node.Kind == yaml.ScalarNode {
		switch start := m.skipProperties(m.offset(node)); {
		case node.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
			*found = append(*found, m.block(start, indent))
		case node.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
			*found = append(*found, stretch{start, start + quotedLength(m.content[start:m.end])})
		}
	}
	for i, child := range node.Content {
		holder := node
		if node.Kind == yaml.MappingNode {
			holder = node.Content[i&^1]
		}
		m.addTexts(child, holder.Column-1, found)
	}
}

// skipProperties steps over the tag and the anchor before a value.
func (m *manifest) skipProperties(at int) int {
	for at < m.end && (m.content[at] == '!' || m.content[at] == '&') {
		rest := m.content[at:m.end]
		word := bytes.IndexAny(rest, " \t\r\n")
		if word < 0 {
			return m.end
		}
		rest = rest[word:]
		at += word + len(rest) - len(bytes.TrimLeft(rest, " \t\r\n"))
	}
	return at
}

// quotedLength returns the length of the quoted text at the start, quotes included. In single quotes a quote doubles as
// its own escape.
func quotedLength(text []byte) int {
	if len(text) == 0 {
		return 0
	}
	quote := text[0]
	for i := 1; i < len(text); i++ {
		switch {
		case quote == '"' && text[i] == '\\', quote == '\'' && text[i] == '\'' && i+1 < len(text) && text[i+1] == '\'':
			i++
		case text[i] == quote:
			return i + 1
		}
	}
	return len(text)
}

// block returns the lines of a block scalar whose indicator stands at an offset: those behind its header up to the first
// that is indented less than the first of them, which is indented more than what holds the scalar
// (https://yaml.org/spec/1.2.2/#81-block-scalar-styles).
func (m *manifest) block(header, holder int) stretch {
	start := m.lineAfter(header)
	indent := explicitIndent(m.content[header:start])
	if indent > 0 {
		indent += max(holder, 0)
	}
	end := start
	for at := start; at < m.end; at = m.lineAfter(at) {
		line := m.content[at:m.lineAfter(at)]
		blanks := len(line) - len(bytes.TrimLeft(line, " "))
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if indent == 0 {
			indent = max(blanks, holder+1)
		}
		if blanks < indent {
			break
		}
		end = m.lineAfter(at)
	}
	return stretch{start, end}
}

// explicitIndent is the digit of a header such as `|2-`, 0 where there is none.
func explicitIndent(header []byte) int {
	for _, character := range header[min(1, len(header)):min(3, len(header))] {
		if '1' <= character && character <= '9' {
			return int(character - '0')
		}
	}
	return 0
}

func (m *manifest) lineAfter(at int) int {
	if length := bytes.IndexByte(m.content[at:m.end], '\n'); length >= 0 {
		return at + length + 1
	}
	return m.end
}
