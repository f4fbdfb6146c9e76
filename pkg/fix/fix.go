// Package fix applies the edits of findings to the bytes of their file.
//
// A fix is applied as a whole or not at all. Nothing but the stretches that it names changes: comments, layout, a byte
// order mark and the kind of line endings stay as they are. Two fixes that touch the same stretch can't both be right
// about it, so the first one is applied and the other one waits until the file has been judged again.
//
//	mended, applied := fix.Apply(content, fixes)
//	os.Stdout.Write(fix.Diff("Dockerfile", content, mended))
package fix

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A change is an edit in byte offsets.
type change struct {
	start, end int
	text       string
}

// Apply applies fixes in order, and tells which of them. A fix is left out if it touches what an earlier one changes,
// if its own edits touch each other, or if one of its edits has no place in the content. The content is not changed.
func Apply(content []byte, fixes []finding.Fix) (mended []byte, applied []bool) {
	lines, ending := source.NewLines(content), lineEnding(content)
	applied = make([]bool, len(fixes))
	var accepted []change
	for i, each := range fixes {
		changes, ok := locate(lines, each.Edits, ending)
		if ok && !conflict(accepted, changes) {
			accepted, applied[i] = append(accepted, changes...), true
		}
	}
	slices.SortFunc(accepted, func(a, b change) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end)) })
	return replace(content, accepted), applied
}

// Diff returns what changed in a file as a unified diff, which `patch -p1` and `git apply` take; nil if nothing did.
func Diff(path string, before, after []byte) []byte {
	path = strings.TrimLeft(path, "/")
	text := diff.Diff("a/"+path, before, "b/"+path, after)
	_, text, _ = bytes.Cut(text, []byte("\n")) // a heading of its own
	return text
}

func locate(lines *source.Lines, edits []finding.Edit, ending string) ([]change, bool) {
	var changes []change
	for _, edit := range edits {
		start, end := lines.Offset(edit.Span.Line, edit.Span.Column), lines.Offset(edit.Span.EndLine, edit.Span.EndColumn)
		one := change{start, end, strings.ReplaceAll(edit.Text, "\n", ending)}
		if lines.Span(start, end) != edit.Span || start > end || conflict(changes, []change{one}) {
			return nil, false
		}
		changes = append(changes, one)
	}
	return changes, len(changes) > 0
}

// conflict reports whether a change touches one that is accepted. Two that insert at one place do: nobody could tell in
// which order.
func conflict(accepted, changes []change) bool {
	return slices.ContainsFunc(changes, func(a change) bool {
		return slices.ContainsFunc(accepted, a.touches)
	})
}

func (c change) touches(other change) bool {
	if c.inserts() && other.inserts() {
		return c.start == other.start
	}
	return c.start < other.end && other.start < c.end
}

func (c change) inserts() bool { return c.start == c.end }

// replace makes changes, which are in order.
func replace(content []byte, changes []change) []byte {
	var mended []byte
	from := 0
	for _, c := range changes {
		mended = append(append(mended, content[from:c.start]...), c.text...)
		from = c.end
	}
	return append(mended, content[from:]...)
}

// lineEnding is that of the first line.
func lineEnding(content []byte) string {
	if i := bytes.IndexByte(content, '\n'); i > 0 && content[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}
