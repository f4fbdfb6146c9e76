package seaworthy

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/engine"
	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/fix"
	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// passLimit is how often a file is judged again after fixes. One fix may make room for another; a file that needs more
// passes has rules whose fixes undo each other.
const passLimit = 10

// Fixes says which fixes are applied.
type Fixes string

const (
	// SafeFixes are those after which a file means what it meant, but for the defect.
	SafeFixes Fixes = "safe"
	// AllFixes are the unsafe ones too. What they make of a file is to be looked at.
	AllFixes Fixes = "all"
)

// WithFixes mends files before anything is said about them: findings, their places and counts are those of the mended
// content, and finding.File.Mending has that content, and what was mended. Nothing is written anywhere.
//
// Findings that are excepted are not mended. A file whose fixes would leave it unreadable, or would undo each other,
// stays as it is, and its findings say so in their Fix.Obstacle.
func WithFixes(which Fixes) Option {
	return func(s *settings) { s.fixes = which }
}

// judge judges a file, and mends it where that is asked for.
func (c *Checker) judge(ctx context.Context, file source.File, f *format, around surroundings) (finding.File, error) {
	judged, err := c.judgeOnce(ctx, file, f, around)
	if err != nil || c.settings.fixes == "" {
		return judged, err
	}
	return c.mend(ctx, file, judged, func(mended source.File) (finding.File, error) {
		return c.judgeOnce(ctx, mended, f, around)
	})
}

// mend applies fixes and judges again, until there is nothing left to apply.
func (c *Checker) mend(
	ctx context.Context, file source.File, original finding.File, again func(source.File) (finding.File, error),
) (finding.File, error) {
	mending := &finding.Mending{Before: file.Content, After: file.Content, Original: original}
	now := original
	for range passLimit {
		after, mended := c.pass(mending.After, now.Findings)
		if len(mended) == 0 {
			if len(mending.Fixed) > 0 {
				now.Mending = mending
			}
			return now, ctx.Err()
		}
		next, err := again(source.File{Path: file.Path, Content: after})
		if err != nil {
			return finding.File{}, err
		}
		if len(next.Problems) > len(now.Problems) {
			obstruct(&now, mended, "what it leaves can't be read: "+next.Problems[0].Message)
			continue
		}
		for _, i := range mended {
			mending.Fixed = append(mending.Fixed, now.Findings[i])
		}
		now, mending.After = next, after
	}
	_, endless := c.pass(file.Content, original.Findings)
	obstruct(&original, endless, "fixes in this file undo each other")
	return original, nil
}

// pass applies what fixes can be applied together, and returns the indices of the findings that have them.
func (c *Checker) pass(content []byte, findings []finding.Finding) (after []byte, mended []int) {
	var fixes []finding.Fix
	var owners []int
	for i, found := range findings {
		if found.Fix.Applicable(c.settings.fixes == AllFixes) {
			fixes, owners = append(fixes, *found.Fix), append(owners, i)
		}
	}
	if len(fixes) == 0 {
		return content, nil
	}
	after, applied := fix.Apply(content, fixes)
	for n, owner := range owners {
		if applied[n] {
			mended = append(mended, owner)
		}
	}
	return after, mended
}

// obstruct takes their fixes from findings, and says why.
func obstruct(file *finding.File, indices []int, why string) {
	file.Findings = slices.Clone(file.Findings)
	for _, i := range indices {
		file.Findings[i].Fix = &finding.Fix{Safe: file.Findings[i].Fix.Safe, Obstacle: why}
	}
}

// locateFix turns places into stretches of the file. An edit of a place that is not known exactly is no edit of what
// stands around it: the fix is dropped.
func locateFix(proposed *engine.Fix, locator input.Locator, lines *source.Lines) *finding.Fix {
	if proposed == nil {
		return nil
	}
	located := &finding.Fix{Safe: proposed.Safe}
	for _, edit := range proposed.Edits {
		place := locator.Locate(edit.At)
		switch {
		case !place.Exact:
			return &finding.Fix{Safe: proposed.Safe, Obstacle: fmt.Sprintf("nobody can tell exactly where %s stands", edit.At)}
		case edit.Act == engine.Replace && holdsComment(lines, place.Span):
			return &finding.Fix{Safe: proposed.Safe, Obstacle: "a comment would get lost"}
		}
		located.Edits = append(located.Edits, finding.Edit{Span: stretch(edit.Act, place), Text: edit.Text})
	}
	return located
}

// holdsComment reports whether a line inside a span is a comment, in the way of all formats that have any. Whoever
// replaces the words around it would drop it.
func holdsComment(lines *source.Lines, span source.Span) bool {
	for line := span.Line + 1; line < span.EndLine; line++ {
		if strings.HasPrefix(strings.TrimLeft(lines.Text(line), " \t"), "#") {
			return true
		}
	}
	return false
}

// stretch is what an act does away with.
func stretch(act engine.Act, place input.Location) source.Span {
	span := place.Span
	switch {
	case act == engine.Delete && !place.Lines.IsZero():
		return place.Lines
	case act == engine.InsertBefore:
		return source.Span{Line: span.Line, Column: span.Column, EndLine: span.Line, EndColumn: span.Column}
	case act == engine.InsertAfter:
		return source.Span{Line: span.EndLine, Column: span.EndColumn, EndLine: span.EndLine, EndColumn: span.EndColumn}
	}
	return span
}
