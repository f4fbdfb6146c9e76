package policy

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/open-policy-agent/opa/v1/ast"
)

// A RegoError is what is wrong in Rego files. It unwraps to ast.Errors where OPA objects to them, and else to ErrMetadata or
// ErrTree.
type RegoError struct {
	// Mistakes are in the order of files and lines, at least one.
	Mistakes []Mistake

	original error
}

// objection is an error with the place that it is about.
func objection(at *ast.Location, err error) error {
	return &RegoError{Mistakes: []Mistake{{File: at.File, Line: at.Row, Column: at.Col, Message: err.Error()}}, original: err}
}

// A Mistake is one objection and its place.
type Mistake struct {
	// File is the path in the tree. Line and Column count from 1.
	File         string
	Line, Column int
	// Message is one sentence.
	Message string
}

// String returns the mistake as one line: "FILE:LINE:COLUMN: MESSAGE".
func (m Mistake) String() string {
	return fmt.Sprintf("%s:%d:%d: %s", m.File, m.Line, m.Column, m.Message)
}

// Error returns a line for each mistake.
func (e *RegoError) Error() string {
	lines := make([]string, len(e.Mistakes))
	for i, mistake := range e.Mistakes {
		lines[i] = mistake.String()
	}
	return strings.Join(lines, "\n")
}

func (e *RegoError) Unwrap() error { return e.original }

// asRegoError turns OPA's errors into a *RegoError. Others are returned as they are.
func asRegoError(err error) error {
	var found ast.Errors
	var located *RegoError
	if errors.As(err, &located) || !errors.As(err, &found) || len(found) == 0 {
		return err
	}
	made := &RegoError{original: found}
	for _, each := range found {
		mistake := Mistake{Message: sentence(each)}
		if at := place(each); at != nil {
			mistake.File, mistake.Line, mistake.Column = at.File, at.Row, at.Col
		}
		made.Mistakes = append(made.Mistakes, mistake)
	}
	slices.SortStableFunc(made.Mistakes, func(a, b Mistake) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	made.Mistakes = slices.Compact(made.Mistakes)
	return made
}

// place is that of the field which there is not, or else the one that OPA gives.
func place(e *ast.Error) *ast.Location {
	if detail, isField := e.Details.(*ast.RefErrInvalidDetail); isField && detail.Ref[detail.Pos].Location != nil {
		return detail.Ref[detail.Pos].Location
	}
	return e.Location
}

// sentence says in one line what OPA says in several.
func sentence(e *ast.Error) string {
	detail, isField := e.Details.(*ast.RefErrInvalidDetail)
	if !isField || len(detail.OneOf) == 0 {
		return e.Message
	}
	name, known := plain(detail.Ref[detail.Pos].Value), make([]string, len(detail.OneOf))
	for i, value := range detail.OneOf {
		known[i] = plain(value)
	}
	return fmt.Sprintf("%s has no field %s, %s", detail.Ref[:detail.Pos], name, suggest(name, known))
}

// suggest returns the nearest of the known names, or all where none is near.
func suggest(name string, known []string) string {
	best, distance := "", len(name)/2+1
	for _, candidate := range known {
		if d := levenshtein.ComputeDistance(name, candidate); d < distance {
			best, distance = candidate, d
		}
	}
	if best != "" {
		return "did you mean " + best + "?"
	}
	return "it has " + strings.Join(known, ", ")
}

func plain(value ast.Value) string {
	if text, isText := value.(ast.String); isText {
		return string(text)
	}
	return value.String()
}
