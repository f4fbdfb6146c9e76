package seaworthy

import (
	"slices"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
	"github.com/seaworthy-policy/seaworthy/pkg/suppress"
)

// except takes out the findings that the file's own comments and annotations except, and adds what is wrong with those.
// It comes last: what a graver finding hides stays hidden though that one is excepted.
func (c *Checker) except(judged *finding.File, file source.File, found *assembly, open opener) {
	others := slices.DeleteFunc(slices.Clone(judged.Findings), func(f finding.Finding) bool { return f.File == file.Path })
	judged.Findings = slices.DeleteFunc(judged.Findings, func(f finding.Finding) bool { return f.File != file.Path })
	c.exceptIn(judged, file, found)
	c.exceptElsewhere(judged, others, open)
	slices.SortStableFunc(judged.Findings, finding.Compare)
}

// exceptElsewhere does the same for findings in files that the judged one takes in, by what those say.
func (c *Checker) exceptElsewhere(judged *finding.File, others []finding.Finding, open opener) {
	for len(others) > 0 {
		other := finding.File{Path: others[0].File, Format: judged.Format, Problems: judged.Problems}
		content, err := open(other.Path)
		others = slices.DeleteFunc(others, func(f finding.Finding) bool {
			if f.File == other.Path {
				other.Findings = append(other.Findings, f)
			}
			return f.File == other.Path
		})
		if err == nil {
			c.exceptIn(&other, source.File{Path: other.Path, Content: content}, &assembly{})
		}
		judged.Findings = append(judged.Findings, other.Findings...)
		judged.Exceptions = append(judged.Exceptions, other.Exceptions...)
	}
}

func (c *Checker) exceptIn(judged *finding.File, file source.File, found *assembly) {
	set := suppress.Read(file, judged.Format, c.catalogue)
	if len(set.Suppressions()) == 0 {
		return
	}
	outcome := set.Apply(judged.Findings, found.hiddenFindings(), c.run(judged))
	judged.Findings, judged.Exceptions = append(outcome.Kept, outcome.Defects...), outcome.Excepted
	judged.Rules += len(c.rules) - len(inRego(c.rules))
}

// asks returns what reports whether the checker asks the rule of an id.
func (c *Checker) asks() func(id string) bool {
	asked := make(map[string]bool, len(c.rules))
	for _, r := range c.rules {
		asked[r.ID] = true
	}
	return func(id string) bool { return asked[id] }
}

// hiddenFindings gives what is hidden a place, as far as exceptions need it.
func (a *assembly) hiddenFindings() []finding.Finding {
	var found []finding.Finding
	for _, h := range slices.Concat(a.hidden, a.unsaid) {
		location := h.document.Locator.Locate(h.violation.At)
		if location.File == "" {
			found = append(found, finding.Finding{
				Rule: h.violation.Rule.ID, File: a.file.Path, Span: location.Span, Object: objectOf(h.document, h.violation.At),
			})
		}
	}
	return found
}
