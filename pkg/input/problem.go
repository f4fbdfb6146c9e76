package input

import "github.com/seaworthy-policy/seaworthy/pkg/source"

// A Problem is a part of a file that can't be read as its format. What could be read is judged all the same.
type Problem struct {
	// Message says what is wrong, without the place.
	Message string
	// Span is where.
	Span source.Span
	// Template tells that the file is a template, with {{ }} in places where its format has none: it becomes a file of
	// the format only when it is filled in, so it is skipped rather than broken. Such a problem stands alone.
	Template bool
}
