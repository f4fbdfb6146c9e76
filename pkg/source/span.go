package source

import (
	"cmp"
	"fmt"
)

// Span is a stretch of a file. Lines and columns start at 1, columns count Unicode code points, and the end is exclusive: "USER root"
// at the start of line 3 is {3, 1, 3, 10}. The zero Span means "no place in the source".
type Span struct {
	Line      int `json:"line,omitzero"`
	Column    int `json:"column,omitzero"`
	EndLine   int `json:"end_line,omitzero"`
	EndColumn int `json:"end_column,omitzero"`
}

// IsZero tells whether the span names no place at all.
func (s Span) IsZero() bool {
	return s == Span{}
}

// String gives the start as compilers print it, "12:1", and "-" for the zero Span.
func (s Span) String() string {
	if s.IsZero() {
		return "-"
	}
	return fmt.Sprintf("%d:%d", s.Line, s.Column)
}

// Compare orders spans by start, then by end; the zero Span comes first.
func (s Span) Compare(other Span) int {
	return cmp.Or(
		comparePositions(s.Line, s.Column, other.Line, other.Column),
		comparePositions(s.EndLine, s.EndColumn, other.EndLine, other.EndColumn),
	)
}

// Contains tells whether other lies wholly inside s. The zero Span contains nothing and lies in nothing.
func (s Span) Contains(other Span) bool {
	return !s.IsZero() && !other.IsZero() &&
		comparePositions(s.Line, s.Column, other.Line, other.Column) <= 0 &&
		comparePositions(other.EndLine, other.EndColumn, s.EndLine, s.EndColumn) <= 0
}

func comparePositions(line, column, otherLine, otherColumn int) int {
	return cmp.Or(cmp.Compare(line, otherLine), cmp.Compare(column, otherColumn))
}
