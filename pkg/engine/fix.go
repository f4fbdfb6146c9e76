package engine

import (
	"errors"
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
)

// errFix says that a rule's fix is not of the form that rules may give.
var errFix = errors.New(`fix must be {"safe": boolean, "edits": [{"act": text, "at": text, "text": text}]}`)

// A Fix is what a rule proposes to mend a violation.
type Fix struct {
	// Safe tells that the document goes on meaning what it meant, but for the defect.
	Safe bool
	// Edits are at least one.
	Edits []Edit
}

// An Edit changes the source of a place of the document.
type Edit struct {
	Act Act
	// At is the place.
	At string
	// Text is what is put there; empty for Delete.
	Text string
}

// An Act is what an edit does with a place.
type Act string

// The acts of edits.
const (
	// Replace puts the text where the place's is.
	Replace Act = "replace"
	// Delete takes the place's text away.
	Delete Act = "delete"
	// InsertBefore and InsertAfter put the text beside the place's, with nothing between them.
	InsertBefore Act = "insert_before"
	InsertAfter  Act = "insert_after"
)

// decodeFix reads the fix of a denial; nil where it has none.
func decodeFix(denial *ast.Term) (*Fix, error) {
	value := denial.Get(ast.InternedTerm("fix"))
	if value == nil {
		return nil, nil
	}
	safe, hasSafe := member[ast.Boolean](value, "safe")
	edits, hasEdits := member[*ast.Array](value, "edits")
	if !hasSafe || !hasEdits || edits.Len() == 0 || !hasOnly(value, "safe", "edits") {
		return nil, errFix
	}
	fix := &Fix{Safe: bool(safe)}
	for i := range edits.Len() {
		edit, err := decodeEdit(edits.Elem(i))
		if err != nil {
			return nil, fmt.Errorf("edit %d: %w", i, err)
		}
		fix.Edits = append(fix.Edits, edit)
	}
	return fix, nil
}

func decodeEdit(value *ast.Term) (Edit, error) {
	act, _ := text(value, "act")
	at, hasPlace := text(value, "at")
	inserted, hasText := text(value, "text")
	edit := Edit{Act: Act(act), At: at, Text: inserted}
	if !hasPlace || !hasOnly(value, "act", "at", "text") {
		return Edit{}, errFix
	}
	switch edit.Act {
	case Replace, InsertBefore, InsertAfter:
		if !hasText || edit.Act != Replace && inserted == "" {
			return Edit{}, fmt.Errorf("%w: %s has no text", errFix, act)
		}
	case Delete:
		if hasText {
			return Edit{}, fmt.Errorf("%w: delete has a text", errFix)
		}
	default:
		return Edit{}, fmt.Errorf("%w: unknown act %q", errFix, act)
	}
	return edit, nil
}

func member[V ast.Value](object *ast.Term, key string) (V, bool) {
	var none V
	value := object.Get(ast.InternedTerm(key))
	if value == nil {
		return none, false
	}
	found, ok := value.Value.(V)
	return found, ok
}

// hasOnly reports whether a term is an object with no other keys.
func hasOnly(term *ast.Term, keys ...string) bool {
	object, ok := term.Value.(ast.Object)
	if !ok {
		return false
	}
	known := 0
	for _, key := range keys {
		if object.Get(ast.InternedTerm(key)) != nil {
			known++
		}
	}
	return known == object.Len()
}
