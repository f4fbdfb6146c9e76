package finding

import "github.com/seaworthy-policy/seaworthy/pkg/source"

// A Fix mends a finding by editing its file. Its edits belong together: all of them are applied, or none.
type Fix struct {
	// Safe tells that the file goes on meaning what it meant, but for the defect. What an unsafe fix makes of a file is
	// to be looked at.
	Safe bool `json:"safe"`
	// Edits are of different stretches of the file. They are absent where there is an Obstacle.
	Edits []Edit `json:"edits,omitzero"`
	// Obstacle says why the rule's fix can't be applied here.
	Obstacle string `json:"obstacle,omitzero"`
}

// An Edit puts a text in the place of a stretch of a file.
type Edit struct {
	// Span is the stretch that goes; where it is empty, the text is inserted before its start.
	Span source.Span `json:"location"`
	// Text is what comes, with lines that end in "\n" whatever ends those of the file; empty deletes.
	Text string `json:"text"`
}

// Applicable reports whether the fix can be applied, and may be where only safe ones are wanted.
func (f *Fix) Applicable(unsafeToo bool) bool {
	return f != nil && len(f.Edits) > 0 && (f.Safe || unsafeToo)
}

// A Mending is what fixes made of a file.
type Mending struct {
	// Before and After are the file's content.
	Before, After []byte
	// Fixed are the findings that were mended, in the order in which they were.
	Fixed []Finding
	// Original is what the check came to before anything was mended.
	Original File
}
