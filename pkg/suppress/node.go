package suppress

import (
	"cmp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// nodes are the lines of a manifest's entries, each pair of a mapping and each element of a list with all below it,
// ordered by their start. Of those that begin on one line the longest is kept.
type nodes struct {
	entries []Scope
	// roots are the lines of the documents.
	roots []Scope
}

// nodes works out where each entry ends: before the next one begins that is not below it.
func (m *manifest) nodes() nodes {
	var found nodes
	last, _ := m.lines.Position(max(m.end-1, m.start))
	for i, root := range m.roots {
		whole := Scope{First: m.line(root), Last: last}
		if i+1 < len(m.roots) {
			whole.Last = max(m.line(m.roots[i+1])-1, whole.First)
		}
		found.roots = append(found.roots, whole)
		m.addEntries(root, whole.Last, &found.entries)
	}
	slices.SortFunc(found.entries, func(a, b Scope) int { return cmp.Or(a.First-b.First, b.Last-a.Last) })
	found.entries = slices.CompactFunc(found.entries, func(kept, next Scope) bool { return kept.First == next.First })
	return found
}

// addEntries adds what a node holds, down to the last line.
func (m *manifest) addEntries(node *yaml.Node, last int, entries *[]Scope) {
	step := 1
	if node.Kind == yaml.MappingNode {
		step = 2
	} else if node.Kind != yaml.SequenceNode {
		return
	}
	for i := 0; i+step <= len(node.Content); i += step {
		entry := Scope{First: m.line(node.Content[i]), Last: last}
		if i+step < len(node.Content) {
			entry.Last = max(m.line(node.Content[i+step])-1, entry.First)
		}
		*entries = append(*entries, entry)
		m.addEntries(node.Content[i+step-1], entry.Last, entries)
	}
}

// scope returns the lines that a comment is about: the entry that begins on its line, or around it; for one on a line
// of its own, the entry that begins next, and the whole document where that is its first.
func (n nodes) scope(at source.Span, lines *source.Lines) Scope {
	text := lines.Text(at.Line)
	before := strings.TrimSpace(text[:lines.Offset(at.Line, at.Column)-lines.Offset(at.Line, 1)])
	if before == "" || before == "---" {
		return n.opened(n.next(at.Line))
	}
	if strings.Trim(before, " \t-?") == "" {
		return n.next(at.Line)
	}
	i, found := n.search(n.entries, at.Line)
	if found {
		return n.entries[i]
	}
	for i--; i >= 0; i-- {
		if n.entries[i].Last >= at.Line {
			return n.entries[i]
		}
	}
	return Scope{}
}

// next returns the entry that begins behind a line.
func (n nodes) next(line int) Scope {
	if i, _ := n.search(n.entries, line+1); i < len(n.entries) {
		return n.entries[i]
	}
	return Scope{}
}

// opened returns the document that an entry is the first of, or else the entry.
func (n nodes) opened(entry Scope) Scope {
	if i, found := n.search(n.roots, entry.First); found {
		return n.roots[i]
	}
	return entry
}

func (nodes) search(scopes []Scope, line int) (int, bool) {
	return slices.BinarySearchFunc(scopes, line, func(s Scope, line int) int { return s.First - line })
}
